using System.Globalization;
using IndirectProvider.Chaos.Load;
using IndirectProvider.Chaos.Servers;
using IndirectProvider.Mail;
using IndirectProvider.Orders;
using IndirectProvider.Testing.Mail;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Chaos.Checks;

/// <summary>Every mail's row reached the server once; a second time only where a node died between the server's word and the record of it.</summary>
internal static class MailCheck
{
    /// <summary>What a busy mail server may take to keep what had arrived whole when its sender died.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>Waits until no mail waits any more.</summary>
    public static async Task SettleAsync(ChaosDatabase database, Findings findings, TimeSpan patience)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var waiting = await database.ReadAsync(db => db.OutgoingMails.CountAsync(m => m.State == MailState.Waiting));
            var waited = TimeProvider.System.GetElapsedTime(began);
            if (waiting == 0)
            {
                findings.Count("last mail was sent after", $"{waited.TotalSeconds:0.0} s");
                return;
            }

            if (waited > patience)
            {
                findings.Add($"{waiting} mails still wait after {patience.TotalSeconds} s.");
                return;
            }

            await Task.Delay(500);
        }
    }

    /// <summary>Compares rows with what arrived.</summary>
    public static async Task RunAsync(Cluster cluster, Deeds deeds, Findings findings)
    {
        var rows = await cluster.Database.ReadAsync(db => db.OutgoingMails.AsNoTracking()
            .Select(m => new { m.Id, m.State, m.Kind, m.NormalizedToAddress, m.Attempts, m.LastError }).ToListAsync());
        var arrived = (await cluster.Mail.MessagesAsync()).ToLookup(IdOf, ArrivedAt);
        findings.AddAll("A mail was lost", rows.Where(r => !arrived[r.Id].Any()).Select(r => $"{r.Id} {r.Kind} {r.State} {r.LastError}"));
        findings.AddAll("A mail is not recorded as sent", rows.Where(r => r.State != MailState.Sent && arrived[r.Id].Any()).Select(r => $"{r.Id} {r.Kind} {r.State}"));
        var known = rows.Select(r => r.Id).ToHashSet();
        findings.AddAll("A mail without a row", arrived.Where(m => !known.Contains(m.Key)).Select(m => $"{m.Key}"));

        // Every try that ends is recorded, unless its process dies. So a second arrival has its explanation only when a try is missing
        // in the row, and a node was killed meanwhile.
        var attempts = rows.ToDictionary(r => r.Id, r => r.Attempts);
        var twice = arrived.Where(m => m.Count() > 1 && attempts.ContainsKey(m.Key)).ToList();
        var unexplained = twice.Where(m => attempts[m.Key] >= m.Count() || !cluster.Kills.Any(k => k > m.Min() - Grace && k < m.Max())).ToList();
        findings.AddAll("A mail arrived twice without a kill", unexplained.Select(m => $"{m.Key} at {string.Join(", ", m.Order().Select(a => a.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture)))}"));
        findings.Count("mails", $"{rows.Count}");
        findings.Count("mails twice within the window", $"{twice.Count - unexplained.Count}");

        await CheckCausesAsync(cluster.Database, deeds, rows.ToLookup(r => r.NormalizedToAddress, r => r.Kind), findings);
    }

    /// <summary>Each acknowledged invitation and each completed order wrote its mail, once.</summary>
    private static async Task CheckCausesAsync(ChaosDatabase database, Deeds deeds, ILookup<string, string> kinds, Findings findings)
    {
        foreach (var deed in deeds.Invitations)
        {
            var count = kinds[EmailAddress.Normalize(deed.Email)].Count();
            if (count > 1 || (deed.IsAcknowledged && count == 0))
            {
                findings.Add($"The invitation of {deed.Email} has {count} mails.");
            }
        }

        findings.Count("invitations acknowledged", $"{deeds.Invitations.Count(i => i.IsAcknowledged)}");
        var newCustomers = await database.ReadAsync(db => db.Orders.CountAsync(o => o.State == OrderState.Completed && o.NewCustomer != null));
        var told = await database.ReadAsync(db => db.OutgoingMails.CountAsync(m => m.Kind == "TenantReady"));
        if (told != newCustomers)
        {
            findings.Add($"{newCustomers} new customers were told {told} times.");
        }
    }

    private static Guid IdOf(ReceivedMail mail) => Guid.TryParse(mail.Message.MessageId?.Split('@')[0], out var id) ? id : Guid.Empty;

    /// <summary>The server names its files by the time it kept them.</summary>
    private static DateTimeOffset ArrivedAt(ReceivedMail mail) =>
        DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(Path.GetFileName(mail.File).Split('-')[0], CultureInfo.InvariantCulture));
}
