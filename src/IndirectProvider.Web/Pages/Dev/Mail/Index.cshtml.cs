using IndirectProvider.Web.Mail;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IndirectProvider.Web.Pages.Dev.Mail;

/// <summary>The mails in the pickup folder, newest first. Development only, see Hosting/MailSetup.cs.</summary>
public sealed class IndexModel(PickupFolder folder) : PageModel
{
    private const int Most = 100;

    public List<Line> Lines { get; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        foreach (var file in folder.Newest(Most))
        {
            if (await folder.ReadAsync(file, cancel) is { } message)
            {
                Lines.Add(new Line(file, message.Subject ?? "", message.To.ToString(), message.Date));
            }
        }
    }

    public sealed record Line(string File, string Subject, string To, DateTimeOffset Date);
}
