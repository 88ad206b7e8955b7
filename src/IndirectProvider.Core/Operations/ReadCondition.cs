using IndirectProvider.Data;
using IndirectProvider.Mail;
using IndirectProvider.Orders;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Operations;

/// <summary>How the installation as a whole is doing: numbers without anybody's name.</summary>
public sealed class ReadCondition(PortalDb portal, TimeProvider clock)
{
    /// <summary>A mail that has been due for so long and was not tried is stuck.</summary>
    public static readonly TimeSpan MailPatience = TimeSpan.FromMinutes(10);

    /// <summary>How far back failed mails are counted.</summary>
    public static readonly TimeSpan FailedMailsSince = TimeSpan.FromDays(7);

    /// <summary>What a proxy's question, asked every few seconds, needs.</summary>
    public async Task<Vitals> VitalsAsync(CancellationToken cancel)
    {
        var db = portal.Open();
        var isMigrated = !(await db.Database.GetPendingMigrationsAsync(cancel)).Any();
        if (!isMigrated)
        {
            return new(false, false, []);
        }

        var overdue = clock.GetUtcNow() - MailPatience;
        var mailIsStuck = await db.OutgoingMails.AnyAsync(m => m.State == MailState.Waiting && m.NextAttemptAt < overdue, cancel);
        return new(true, mailIsStuck, await TurnsAsync(db, cancel));
    }

    /// <summary>What the depth of outbox and order pipeline is.</summary>
    public async Task<Depths> DepthsAsync(CancellationToken cancel)
    {
        var db = portal.Open();
        var since = clock.GetUtcNow() - FailedMailsSince;
        return new(
            await db.OutgoingMails.CountAsync(m => m.State == MailState.Waiting, cancel),
            await db.OutgoingMails.Where(m => m.State == MailState.Waiting).OrderBy(m => m.CreatedAt).Select(m => (DateTimeOffset?)m.CreatedAt).FirstOrDefaultAsync(cancel),
            await db.OutgoingMails.CountAsync(m => m.State == MailState.Failed && m.CreatedAt > since, cancel),
            await db.Orders.CountAsync(o => o.State == OrderState.Submitted || o.State == OrderState.Provisioning, cancel),
            await db.Orders
                .Where(o => o.State == OrderState.Submitted || o.State == OrderState.Provisioning)
                .OrderBy(o => o.SubmittedAt).Select(o => (DateTimeOffset?)o.SubmittedAt).FirstOrDefaultAsync(cancel),
            await db.Orders.CountAsync(o => o.State == OrderState.Failed, cancel));
    }

    /// <summary>Which database it is.</summary>
    public async Task<DatabaseFacts> DatabaseAsync(CancellationToken cancel)
    {
        var db = portal.Open();
        var migration = (await db.Database.GetAppliedMigrationsAsync(cancel)).LastOrDefault() ?? "";
        await db.Database.OpenConnectionAsync(cancel);
        try
        {
            return new(db.Database.GetDbConnection().ServerVersion, migration);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    /// <summary>The last turns of all workers on all nodes.</summary>
    public Task<IReadOnlyList<WorkerTurn>> TurnsAsync(CancellationToken cancel) => TurnsAsync(portal.Open(), cancel);

    private static async Task<IReadOnlyList<WorkerTurn>> TurnsAsync(PortalDbContext db, CancellationToken cancel) =>
        await db.WorkerTurns.AsNoTracking().OrderBy(t => t.Worker).ThenBy(t => t.OfNode).ToListAsync(cancel);
}

/// <summary>Whether the portal can work.</summary>
/// <param name="IsMigrated">Whether the database is of this program's version.</param>
/// <param name="MailIsStuck">Whether a mail is due for long and nobody tries it.</param>
/// <param name="Turns">The workers' last turns.</param>
public sealed record Vitals(bool IsMigrated, bool MailIsStuck, IReadOnlyList<WorkerTurn> Turns);

/// <summary>How much there is to do.</summary>
public sealed record Depths(int MailsWaiting, DateTimeOffset? OldestMail, int MailsFailed, int OrdersUnderway, DateTimeOffset? OldestOrder, int OrdersFailed);

/// <summary>Which database it is.</summary>
/// <param name="Version">The server's version.</param>
/// <param name="Migration">The last migration.</param>
public sealed record DatabaseFacts(string Version, string Migration);
