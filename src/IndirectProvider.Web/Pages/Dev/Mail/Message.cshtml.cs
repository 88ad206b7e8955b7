using System.Text.RegularExpressions;
using IndirectProvider.Web.Mail;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using MimeKit;

namespace IndirectProvider.Web.Pages.Dev.Mail;

/// <summary>One mail of the pickup folder. Development only, see Hosting/MailSetup.cs.</summary>
public sealed partial class MessageModel(PickupFolder folder) : PageModel
{
    /// <summary>For the HTML part alone: mails have their styles inline, and may neither load nor run anything.</summary>
    private const string FrameContentSecurityPolicy =
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox";

    public MimeMessage Message { get; private set; } = null!;

    public string FileName { get; private set; } = "";

    public IEnumerable<Header> Headers => Message.Headers.Concat(Message.Body?.Headers ?? []);

    public IEnumerable<string> Links => WebAddress().Matches(Message.TextBody ?? "").Select(m => m.Value).Distinct();

    public async Task<IActionResult> OnGetAsync(string file, CancellationToken cancel)
    {
        if (await folder.ReadAsync(file, cancel) is not { } message)
        {
            return NotFound();
        }

        (FileName, Message) = (file, message);
        return Page();
    }

    public async Task<IActionResult> OnGetHtmlAsync(string file, CancellationToken cancel)
    {
        if (await folder.ReadAsync(file, cancel) is not { HtmlBody: { } html })
        {
            return NotFound();
        }

        // Links open beside the frame, as they do from a mail program.
        Response.Headers.ContentSecurityPolicy = FrameContentSecurityPolicy;
        return Content(html.Replace("<head>", "<head><base target=\"_blank\">", StringComparison.Ordinal), "text/html; charset=utf-8");
    }

    [GeneratedRegex("""https?://[^\s<>"]+""", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex WebAddress();
}
