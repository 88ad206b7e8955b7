using System.Globalization;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using IndirectProvider.Mail;

namespace IndirectProvider.UnitTests.Mail;

/// <summary>Both parts of a mail say the same, and nothing typed by people becomes markup.</summary>
public sealed class MailLayoutTests
{
    private const string Link = "https://portal.test/invitation/abc_DEF-123?a=1&b=2";

    [Fact]
    public void Typed_text_stays_text()
    {
        var html = Html(Content(["<script>alert(1)</script> & \"Söhne\""]));

        Assert.Empty(html.QuerySelectorAll("script"));
        Assert.Contains("<script>alert(1)</script> & \"Söhne\"", html.Body!.TextContent);
    }

    [Fact]
    public void A_subject_can_not_end_the_title()
    {
        var html = Html(Content(["Text"]) with { Subject = "</title><img src=x>" });

        Assert.Equal("</title><img src=x>", html.Title);
        Assert.Empty(html.Images);
    }

    [Fact]
    public void Line_breaks_stay()
    {
        var content = Content(["Dear Ms Keller,\r\nwe invite you.\nRegards"]);

        Assert.Equal(2, Html(content).QuerySelector("h1 + p")!.QuerySelectorAll("br").Length);
        Assert.Contains("Dear Ms Keller,\r\nwe invite you.\r\nRegards\r\n", MailLayout.Text(content));
    }

    [Fact]
    public void The_action_is_a_button_and_a_plain_link_in_html_and_a_line_of_its_own_in_text()
    {
        var content = Content(["Text"]) with { Action = new MailAction("Accept invitation", Link) };

        var links = Html(content).QuerySelectorAll("a");
        Assert.Equal(["Accept invitation", Link], links.Select(a => a.TextContent));
        Assert.All(links, a => Assert.Equal(Link, a.GetAttribute("href")));
        Assert.Contains(Link, Lines(MailLayout.Text(content)));
    }

    [Fact]
    public void A_link_in_a_paragraph_can_be_clicked_and_is_not_repeated()
    {
        var content = Content([$"Please open\n{Link}\nsoon."]) with { Action = new MailAction("Accept invitation", Link) };

        Assert.Equal(2, Html(content).QuerySelectorAll($"a[href='{Link}']").Length);
        Assert.Single(Lines(MailLayout.Text(content)), Link);
    }

    [Theory]
    [InlineData("See https://portal.test/a.", "https://portal.test/a")]
    [InlineData("(https://portal.test/a/b-_)", "https://portal.test/a/b-_")]
    [InlineData("„https://portal.test/a“", "https://portal.test/a")]
    [InlineData("https://portal.test/ä?x=1&y=<b>", "https://portal.test/ä?x=1&y=")]
    public void Punctuation_after_a_link_is_not_part_of_it(string paragraph, string link)
    {
        var html = Html(Content([paragraph]));

        Assert.Equal(link, Assert.Single(html.QuerySelectorAll("p a")).GetAttribute("href"));
        Assert.Equal(paragraph, html.QuerySelector("p")!.TextContent);
    }

    [Fact]
    public void Other_addresses_than_web_pages_are_no_links() =>
        Assert.Empty(Html(Content(["javascript:alert(1) file:///etc/passwd"])).QuerySelectorAll("a"));

    [Fact]
    public void The_language_is_said_and_the_hint_is_in_it()
    {
        var html = Html(Content(["Text"]) with { Action = new MailAction("Einladung annehmen", Link) }, "de");

        Assert.Equal("de", html.DocumentElement.GetAttribute("lang"));
        Assert.Contains("Falls die Schaltfläche nicht funktioniert, öffnen Sie diese Adresse:", html.Body!.TextContent);
    }

    [Fact]
    public void The_small_print_is_in_both_parts()
    {
        var content = Content(["Text"]);

        Assert.Contains("Sent by Contoso", MailLayout.Text(content));
        Assert.Equal("Sent by Contoso", Html(content).QuerySelectorAll("p").Last().TextContent);
    }

    private static MailContent Content(string[] paragraphs) => new("Partnership", paragraphs, null, "Sent by Contoso");

    private static IHtmlDocument Html(MailContent content, string culture = "en") =>
        new HtmlParser().ParseDocument(MailLayout.Html(content, CultureInfo.GetCultureInfo(culture)));

    private static string[] Lines(string text) => text.Split("\r\n");
}
