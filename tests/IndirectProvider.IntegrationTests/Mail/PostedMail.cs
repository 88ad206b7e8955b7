using IndirectProvider.Data;
using IndirectProvider.Mail;
using IndirectProvider.Testing.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Sdk;

namespace IndirectProvider.IntegrationTests.Mail;

/// <summary>Puts a mail with a one-time link into a portal's outbox, as a verb does, and follows its row.</summary>
internal sealed class PostedMail
{
    public const string Token = "q7Zt2mQ0vX9sLr4WcYh1bK8uNf3jPd6eAoGiTzRxE5M";
    public const string Secret = "Something only the addressee may read";
    private readonly PortalFactory portal;

    private PostedMail(PortalFactory portal, Guid id) => (this.portal, Id) = (portal, id);

    public Guid Id { get; }

    public static string Link(PortalFactory portal) => new Uri(portal.Address, $"/invitation/{Token}").ToString();

    public static async Task<PostedMail> PostAsync(PortalFactory portal, string to = "anna@alpha.example", Guid? providerId = null, string kind = "Test")
    {
        await using var scope = portal.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDb>().Open();
        var content = new MailContent(
            "Größe zählt: Einladung von Contoso",
            ["Guten Tag Anna,\nwir laden Sie ein.", $"{Secret}: äöüß €"],
            new MailAction("Einladung annehmen", Link(portal)),
            "Gesendet von Contoso.");
        var mail = scope.ServiceProvider.GetRequiredService<Outbox>()
            .Post(db, providerId, kind, new MailAddressee(to, "Anna Öz", "de"), content, "partner@contoso.example");
        await db.SaveChangesAsync();
        return new PostedMail(portal, mail.Id);
    }

    public async Task<OutgoingMail> RowAsync()
    {
        await using var scope = portal.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<PortalDb>().Open().OutgoingMails.AsNoTracking().SingleAsync(m => m.Id == Id);
    }

    /// <summary>Changes the row behind the portal's back.</summary>
    public async Task ChangeAsync(Action<OutgoingMail, PortalDbContext> change)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDb>().Open();
        change(await db.OutgoingMails.SingleAsync(m => m.Id == Id), db);
        await db.SaveChangesAsync();
    }

    public async Task<OutgoingMail> UntilAsync(Func<OutgoingMail, bool> reached)
    {
        OutgoingMail row;
        var until = TimeProvider.System.GetUtcNow().AddSeconds(20);
        do
        {
            row = await RowAsync();
            if (reached(row))
            {
                return row;
            }

            await Task.Delay(50);
        }
        while (TimeProvider.System.GetUtcNow() < until);
        throw new XunitException($"The mail is {row.State} after {row.Attempts} tries: {row.LastProblem} {row.LastError}");
    }
}
