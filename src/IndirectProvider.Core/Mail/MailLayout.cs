using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace IndirectProvider.Mail;

/// <summary>
/// Turns what a mail says into its text and its HTML part. The HTML is tables with styles at the elements, since that
/// is what mail programs show alike; the few rules in its head only add the dark colours and the phone's margins.
/// </summary>
public static partial class MailLayout
{
    private const string Css = """
        :root { color-scheme: light dark; supported-color-schemes: light dark; }
        @media (max-width: 620px) {
          .outer { padding: 0 !important; }
          .card { border-radius: 0 !important; border-left: 0 !important; border-right: 0 !important; }
          .inner { padding: 24px 20px !important; }
        }
        @media (prefers-color-scheme: dark) {
          .page { background-color: #17191c !important; }
          .card { background-color: #222529 !important; border-color: #3a3f45 !important; }
          .text { color: #e9ebee !important; }
          .small { color: #b3b9c0 !important; border-color: #3a3f45 !important; }
          .link { color: #9cc3ff !important; }
        }
        """;

    private const string Font = "font-family:-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif";
    private const string Body = $"{Font};font-size:16px;line-height:24px;color:#1f2328";
    private const string Small = $"{Font};font-size:13px;line-height:20px;color:#57606a";
    private const string Link = "color:#0b57a8;word-break:break-word;overflow-wrap:anywhere";

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>The text part: complete by itself, with the action's address on a line of its own.</summary>
    public static string Text(MailContent content)
    {
        var text = new StringBuilder();
        foreach (var paragraph in content.Paragraphs)
        {
            text.Append(string.Join("\r\n", LinesOf(paragraph))).Append("\r\n\r\n");
        }

        if (content.Action is { } action && !content.Paragraphs.Any(p => LinesOf(p).Contains(action.Url)))
        {
            text.Append(action.Label).Append(":\r\n").Append(action.Url).Append("\r\n\r\n");
        }

        if (content.Footer != "")
        {
            text.Append("-- \r\n").Append(string.Join("\r\n", LinesOf(content.Footer))).Append("\r\n");
        }

        return text.ToString();
    }

    /// <summary>The HTML part, a whole document.</summary>
    /// <param name="content">What the mail says.</param>
    /// <param name="culture">Its language.</param>
    public static string Html(MailContent content, CultureInfo culture)
    {
        var subject = Encoder.Encode(content.Subject);
        var paragraphs = string.Concat(content.Paragraphs.Select(p => $"""
            <p class="text" style="margin:0 0 16px 0;{Body}">{WithLinks(p)}</p>

            """));
        return $"""
            <!DOCTYPE html>
            <html lang="{Encoder.Encode(culture.Name)}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="supported-color-schemes" content="light dark">
            <meta name="format-detection" content="telephone=no, date=no, address=no">
            <title>{subject}</title>
            <style>
            {Css}
            </style>
            </head>
            <body class="page" style="margin:0;padding:0;background-color:#f3f4f6">
            <table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="#f3f4f6" style="background-color:#f3f4f6">
            <tr><td class="outer" align="center" style="padding:24px 12px">
            <!--[if mso]><table role="presentation" width="600" align="center" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->
            <table role="presentation" class="card" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="#ffffff" style="max-width:600px;background-color:#ffffff;border:1px solid #d8dce1;border-radius:8px;border-collapse:separate">
            <tr><td class="inner" align="left" style="padding:32px 40px">
            <h1 class="text" style="margin:0 0 20px 0;{Font};font-size:22px;line-height:30px;font-weight:600;color:#1f2328">{subject}</h1>
            {paragraphs}{Button(content, culture)}{FooterOf(content)}</td></tr>
            </table>
            <!--[if mso]></td></tr></table><![endif]-->
            </td></tr>
            </table>
            </body>
            </html>

            """.ReplaceLineEndings("\r\n");
    }

    private static string Button(MailContent content, CultureInfo culture)
    {
        if (content.Action is not { } action)
        {
            return "";
        }

        var url = Encoder.Encode(action.Url);
        var button = $"""
            <table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:8px 0 24px 0">
            <tr><td align="center" bgcolor="#0b57a8" style="border-radius:6px;background-color:#0b57a8;mso-padding-alt:12px 24px">
            <a href="{url}" style="display:inline-block;padding:12px 24px;{Font};font-size:16px;line-height:24px;font-weight:600;color:#ffffff;text-decoration:none;border-radius:6px">{Encoder.Encode(action.Label)}</a>
            </td></tr>
            </table>

            """;
        if (content.Paragraphs.Any(p => p.Contains(action.Url, StringComparison.Ordinal)))
        {
            return button;
        }

        var hint = Encoder.Encode(CoreTexts.In(culture, "If the button does not work, open this address:"));
        return $"""
            {button}<p class="small" style="margin:0 0 16px 0;{Small}">{hint}<br>
            <a class="link" href="{url}" style="{Link}">{url}</a></p>

            """;
    }

    private static string FooterOf(MailContent content) => content.Footer == "" ? "" : $"""
        <p class="small" style="margin:24px 0 0 0;padding-top:16px;border-top:1px solid #d8dce1;{Small}">{WithLinks(content.Footer)}</p>

        """;

    /// <summary>Encoded text in which addresses are links and line breaks stay.</summary>
    private static string WithLinks(string text)
    {
        var html = new StringBuilder();
        var done = 0;
        text = string.Join('\n', LinesOf(text));
        foreach (Match match in Address().Matches(text))
        {
            var url = Encoder.Encode(match.Value);
            html.Append(Encode(text[done..match.Index])).Append($"<a class=\"link\" href=\"{url}\" style=\"{Link}\">{url}</a>");
            done = match.Index + match.Length;
        }

        return html.Append(Encode(text[done..])).ToString();
    }

    private static string Encode(string text) =>
        string.Join("<br>\n", text.Split('\n').Select(line => Encoder.Encode(line)));

    private static string[] LinesOf(string text) => text.ReplaceLineEndings("\n").Trim('\n').Split('\n');

    /// <summary>An address in running text; a sentence's punctuation after it is not part of it.</summary>
    [GeneratedRegex("""https?://[^\s<>"]*[^\s<>".,;:!?)\]'»“”]""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Address();
}
