using System.Net.Http.Headers;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace IndirectProvider.Testing.Html;

internal sealed record FormFile(string Name, string FileName, byte[] Content, string MediaType);

/// <summary>The request a browser makes of a form: its successful controls in document order and the pressed button.</summary>
internal static class FormSubmission
{
    public static HttpRequestMessage Create(IHtmlFormElement form, IHtmlElement button, IReadOnlyList<IHtmlElement> controls, IReadOnlyList<FormFile> files, Uri page)
    {
        var action = button.GetAttribute("formaction") ?? form.GetAttribute("action");
        var target = string.IsNullOrWhiteSpace(action) ? page : new Uri(page, action);
        var method = (button.GetAttribute("formmethod") ?? form.GetAttribute("method") ?? "get").ToUpperInvariant();
        var values = controls.SelectMany(Successful).ToList();
        if (button.GetAttribute("name") is { Length: > 0 } name)
        {
            values.Add(new(name, button.GetAttribute("value") ?? ""));
        }

        if (method != "POST")
        {
            var query = string.Join('&', values.Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}"));
            return new HttpRequestMessage(HttpMethod.Get, new UriBuilder(target) { Query = query }.Uri);
        }

        var encoding = button.GetAttribute("formenctype") ?? form.GetAttribute("enctype");
        return new HttpRequestMessage(HttpMethod.Post, target)
        {
            Content = encoding == "multipart/form-data" ? Multipart(values, files) : new FormUrlEncodedContent(values),
        };
    }

    public static bool IsDisabled(IElement control)
    {
        if (control.HasAttribute("disabled"))
        {
            return true;
        }

        for (var fieldset = control.ParentElement?.Closest("fieldset"); fieldset is not null; fieldset = fieldset.ParentElement?.Closest("fieldset"))
        {
            var legend = fieldset.Children.FirstOrDefault(child => child.LocalName == "legend");
            if (fieldset.HasAttribute("disabled") && legend?.Contains(control) != true)
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<KeyValuePair<string, string>> Successful(IHtmlElement control)
    {
        if (control.GetAttribute("name") is not { Length: > 0 } name || IsDisabled(control))
        {
            return [];
        }

        return control switch
        {
            IHtmlInputElement { Type: "submit" or "button" or "reset" or "image" or "file" } => [],
            IHtmlInputElement { Type: "checkbox" or "radio" } box => box.IsChecked ? [new(name, box.GetAttribute("value") ?? "on")] : [],
            IHtmlInputElement input => [new(name, input.GetAttribute("value") ?? "")],
            IHtmlTextAreaElement area => [new(name, area.Value.ReplaceLineEndings("\r\n"))],
            IHtmlSelectElement select => Selected(select).Select(option => new KeyValuePair<string, string>(name, option.Value)),
            _ => [],
        };
    }

    /// <summary>A drop-down list without a selection sends its first option, as browsers do.</summary>
    private static IEnumerable<IHtmlOptionElement> Selected(IHtmlSelectElement select)
    {
        var options = select.Options.Where(option => !option.IsDisabled).ToList();
        var selected = options.Where(option => option.IsSelected).ToList();
        return selected.Count > 0 || select.IsMultiple || select.Size > 1 ? selected : options.Take(1);
    }

    private static MultipartFormDataContent Multipart(List<KeyValuePair<string, string>> values, IReadOnlyList<FormFile> files)
    {
        var content = new MultipartFormDataContent();
        foreach (var (name, value) in values)
        {
            content.Add(new StringContent(value), name);
        }

        foreach (var file in files)
        {
            var part = new ByteArrayContent(file.Content);
            part.Headers.ContentType = MediaTypeHeaderValue.Parse(file.MediaType);
            content.Add(part, file.Name, file.FileName);
        }

        return content;
    }
}
