using System.Globalization;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Xunit;

namespace IndirectProvider.Testing.Html;

/// <summary>
/// A form as a person fills it: fields by label, buttons by text, hidden fields kept. It checks no <c>required</c> or
/// <c>maxlength</c>, so a test can send what a browser would have held back.
/// </summary>
public sealed class HtmlForm
{
    internal const string ButtonSelector = "button, input[type=submit], input[type=image]";
    internal const string ControlSelector = "input:not([type=hidden]):not([type=submit]):not([type=button]):not([type=reset]):not([type=image]), select, textarea";

    private readonly Page _page;
    private readonly IHtmlFormElement _form;
    private readonly List<FormFile> _files = [];

    internal HtmlForm(Page page, IHtmlFormElement form)
    {
        _page = page;
        _form = form;
    }

    /// <summary>Types text, sets a date or a number, or selects an option by its text or value.</summary>
    public HtmlForm Fill(string label, string value)
    {
        switch (Control(label))
        {
            case IHtmlSelectElement select:
                Select(select, label, value);
                break;
            case IHtmlTextAreaElement area:
                area.Value = value;
                break;
            case IHtmlInputElement { Type: "checkbox" or "radio" }:
                Assert.Fail($"'{label}' is ticked, not filled: use Tick or Choose.");
                break;
            case IHtmlInputElement input:
                // The attribute, since a parsed input of type date or number drops text a browser's user could still post.
                input.SetAttribute("value", value);
                break;
        }

        return this;
    }

    /// <summary>Fills a date field.</summary>
    public HtmlForm Fill(string label, DateOnly value) => Fill(label, value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>Fills a number field.</summary>
    public HtmlForm Fill(string label, int value) => Fill(label, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Ticks the checkbox.</summary>
    public HtmlForm Tick(string label) => Check(label, true);

    /// <summary>Takes the tick off the checkbox.</summary>
    public HtmlForm Untick(string label) => Check(label, false);

    /// <summary>Chooses a radio button; <paramref name="group"/> is its fieldset's legend where one label stands in several groups.</summary>
    public HtmlForm Choose(string option, string? group = null)
    {
        var within = group is null ? null : Group(group);
        var radio = Assert.IsAssignableFrom<IHtmlInputElement>(Control(option, within));
        Assert.True(radio.Type == "radio", $"'{option}' is no radio button.");
        foreach (var other in Controls().OfType<IHtmlInputElement>().Where(other => other.Type == "radio" && other.Name == radio.Name))
        {
            other.IsChecked = other == radio;
        }

        return this;
    }

    /// <summary>Puts a file into a file field.</summary>
    public HtmlForm Attach(string label, string fileName, byte[] content, string mediaType = "application/octet-stream")
    {
        var input = Assert.IsAssignableFrom<IHtmlInputElement>(Control(label));
        Assert.True(input.Type == "file", $"'{label}' takes no file.");
        _files.Add(new FormFile(input.Name!, fileName, content, mediaType));
        return this;
    }

    /// <summary>What stands in the field now: text, the selected option's text, or "true"/"false" for a tick.</summary>
    public string Value(string label, IElement? within = null) => Control(label, within) switch
    {
        IHtmlSelectElement select => select.SelectedOptions.Select(AccessibleName.VisibleText).FirstOrDefault() ?? "",
        IHtmlTextAreaElement area => area.Value,
        IHtmlInputElement { Type: "checkbox" or "radio" } box => box.IsChecked ? "true" : "false",
        IHtmlInputElement input => input.GetAttribute("value") ?? "",
        _ => "",
    };

    /// <summary>The options a select offers.</summary>
    public IReadOnlyList<string> Options(string label) =>
        [.. Assert.IsAssignableFrom<IHtmlSelectElement>(Control(label)).Options.Select(AccessibleName.VisibleText)];

    /// <summary>The names of all fields of the form.</summary>
    public IReadOnlyList<string> Labels =>
        [.. Controls().Where(control => control.Matches(ControlSelector)).Select(AccessibleName.Of)];

    /// <summary>Sets a control by its name attribute, hidden or not; adds it if it is missing. For tests that cheat.</summary>
    public HtmlForm Tamper(string name, string value)
    {
        var control = Controls().FirstOrDefault(control => control.GetAttribute("name") == name);
        if (control is null)
        {
            control = (IHtmlElement)_page.Document.CreateElement("input");
            control.SetAttribute("type", "hidden");
            control.SetAttribute("name", name);
            _form.AppendChild(control);
        }

        if (control is IHtmlTextAreaElement area)
        {
            area.Value = value;
        }
        else
        {
            control.SetAttribute("value", value);
        }

        return this;
    }

    /// <summary>The value of a control by its name attribute, such as a hidden key.</summary>
    public string? Raw(string name) => Controls().FirstOrDefault(control => control.GetAttribute("name") == name)?.GetAttribute("value");

    /// <summary>Takes a control out of the form by its name attribute. For tests that cheat.</summary>
    public HtmlForm Without(string name)
    {
        foreach (var control in Controls().Where(control => control.GetAttribute("name") == name).ToList())
        {
            control.Remove();
        }

        return this;
    }

    /// <summary>Presses the button; the answer is handed back as it came, redirects included.</summary>
    public Task<Page> SubmitAsync(string button, IElement? within = null) => _page.Client.SendAsync(Request(button, within));

    /// <summary>The request that pressing the button makes; for sending it several times or from another client.</summary>
    public HttpRequestMessage Request(string button, IElement? within = null)
    {
        var buttons = (within ?? _page.Document.DocumentElement).QuerySelectorAll(ButtonSelector)
            .OfType<IHtmlElement>()
            .Where(element => Owner(element) == _form && AccessibleName.Of(element) == button)
            .ToList();
        Assert.True(buttons.Count == 1, _page.Missing("button", button, buttons.Count, ButtonSelector, within));
        Assert.False(FormSubmission.IsDisabled(buttons[0]), $"The button '{button}' is disabled.");
        return FormSubmission.Create(_form, buttons[0], Controls(), _files, _page.Response.RequestMessage!.RequestUri!);
    }

    private IHtmlElement Control(string label, IElement? within = null)
    {
        var controls = Controls()
            .Where(control => control.Matches(ControlSelector) && (within is null || within.Contains(control)) && AccessibleName.Of(control) == label)
            .ToList();
        Assert.True(controls.Count == 1, $"{controls.Count} fields of the form are called '{label}', expected 1. There are: {string.Join(" | ", Labels)}");
        Assert.False(FormSubmission.IsDisabled(controls[0]), $"'{label}' is disabled.");
        return controls[0];
    }

    private IElement Group(string legend)
    {
        var groups = _form.QuerySelectorAll("fieldset").Where(group => AccessibleName.Of(group) == legend).ToList();
        Assert.True(groups.Count == 1, $"{groups.Count} groups of the form are called '{legend}', expected 1.");
        return groups[0];
    }

    private HtmlForm Check(string label, bool ticked)
    {
        var box = Assert.IsAssignableFrom<IHtmlInputElement>(Control(label));
        Assert.True(box.Type == "checkbox", $"'{label}' is no checkbox.");
        box.IsChecked = ticked;
        return this;
    }

    private static void Select(IHtmlSelectElement select, string label, string value)
    {
        var options = select.Options.Where(option => AccessibleName.VisibleText(option) == value).ToList();
        var chosen = options.Count > 0 ? options[0] : select.Options.FirstOrDefault(option => option.Value == value);
        Assert.True(chosen is not null, $"'{label}' has no option '{value}'. There are: {string.Join(" | ", select.Options.Select(AccessibleName.VisibleText))}");
        foreach (var option in select.Options)
        {
            option.IsSelected = option == chosen || (select.IsMultiple && option.IsSelected);
        }
    }

    /// <summary>Every control that belongs to the form, also those outside that name it by the form attribute.</summary>
    private List<IHtmlElement> Controls() =>
        [.. _page.Document.QuerySelectorAll("input, select, textarea").OfType<IHtmlElement>().Where(control => Owner(control) == _form)];

    private static IHtmlFormElement? Owner(IHtmlElement control) => control switch
    {
        IHtmlInputElement input => input.Form,
        IHtmlSelectElement select => select.Form,
        IHtmlTextAreaElement area => area.Form,
        IHtmlButtonElement button => button.Form,
        _ => null,
    };
}
