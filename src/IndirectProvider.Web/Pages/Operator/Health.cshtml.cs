using System.Globalization;
using IndirectProvider.Data;
using IndirectProvider.Operations;
using IndirectProvider.Web.Hosting;
using IndirectProvider.Web.Pages.Shared;
using IndirectProvider.Web.Workers;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Operator;

/// <summary>How the installation is doing, without a word about any tenant.</summary>
public sealed class HealthModel(
    ReadCondition condition,
    Readiness readiness,
    DatabaseClock databaseClock,
    PortalNode node,
    IDatabaseDialect dialect,
    DatabaseSettings database,
    KeySettings keys,
    MailSettings mail,
    PortalSettings portal,
    IHostEnvironment environment,
    TimeProvider clock,
    IStringLocalizer<Texts> texts) : PageModel
{
    private static readonly TimeSpan SeenLately = TimeSpan.FromHours(1);

    public Depths Depths { get; private set; } = new(0, null, 0, 0, null, 0);

    public DatabaseFacts Database { get; private set; } = new("", "");

    public string DatabaseName => dialect.Name switch { "Sqlite" => "SQLite", "SqlServer" => "SQL Server", "PostgreSql" => "PostgreSQL", var other => other };

    /// <summary>Null where the database knows no such thing.</summary>
    public bool? RowSecurity => dialect.Name == "PostgreSql" ? database.RowSecurity : null;

    public bool KeysAreEncrypted => keys.Certificate != "";

    public IReadOnlyList<TaskRow> Tasks { get; private set; } = [];

    public IReadOnlyList<NodeRow> Nodes { get; private set; } = [];

    public IReadOnlyList<string> Warnings { get; private set; } = [];

    public string ClockWords => dialect.ClockQuery is null
        ? texts["is the database's, too"]
        : texts["{0} s ahead of the database's", (-databaseClock.Offset.TotalSeconds).ToString("0.0##", CultureInfo.CurrentCulture)];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Depths = await condition.DepthsAsync(cancel);
        Database = await condition.DatabaseAsync(cancel);
        var turns = await condition.TurnsAsync(cancel);
        var late = readiness.Late(turns);
        Tasks = [.. turns.GroupBy(t => t.Worker).Select(of => Row(of.Key, [.. of], late.Contains(of.Key))).OrderBy(task => task.Name, StringComparer.CurrentCulture)];
        var now = clock.GetUtcNow();
        Nodes =
        [
            .. turns.Where(t => now - t.StartedAt < SeenLately)
                .GroupBy(t => (t.NodeId, t.NodeName))
                .Select(of => new NodeRow(of.Key.NodeName, of.Max(t => t.StartedAt), of.Key.NodeId == node.Id))
                .OrderByDescending(row => row.SeenAt),
        ];
        Warnings = [.. Worries(late.Count > 0)];
    }

    private TaskRow Row(string worker, IReadOnlyList<WorkerTurn> turns, bool isLate)
    {
        var now = clock.GetUtcNow();
        var holder = turns.FirstOrDefault(t => t.LeasedUntil > now);
        var newest = turns.MaxBy(t => t.StartedAt)!;
        var failed = turns.Where(t => t.FailedAt is not null).MaxBy(t => t.FailedAt);
        var state = isLate ? new Badge(texts["Late"], "danger")
            : failed is not null && !(failed.FailedAt <= turns.Max(t => t.FinishedAt)) ? new Badge(texts["Failed"], "warning")
            : holder is not null ? new Badge(texts["Running"], "info")
            : new Badge(texts["In order"], "success");
        return new(NameOf(worker), state, turns.Max(t => t.FinishedAt), (holder ?? newest).NodeName, failed?.FailedAt, failed?.Failure);
    }

    private IEnumerable<string> Worries(bool anyLate)
    {
        if (!environment.IsDevelopment() && portal.PublicUrl.StartsWith("http:", StringComparison.OrdinalIgnoreCase))
        {
            yield return texts["The portal's address begins with http: sign-ins travel unencrypted. Set Portal__PublicUrl to an https address."];
        }

        if (mail.Transport == "Pickup")
        {
            yield return texts["Mails become files and reach nobody. Set Mail__Transport to Smtp to send them."];
        }

        if (databaseClock.Offset.Duration() > DatabaseClock.Tolerated)
        {
            yield return texts["The clock of this node is off. The portal goes by the database's clock; set the machine's right."];
        }

        if (anyLate)
        {
            yield return texts["Some background work is late. The log of the nodes says why."];
        }
    }

    private string NameOf(string worker) => worker switch
    {
        nameof(MailWorker) => texts["Send mails"],
        nameof(OrderWorker) => texts["Resume orders"],
        nameof(SubscriptionWorker) => texts["Renew and end subscriptions"],
        nameof(SealWorker) => texts["Seal the activity log"],
        nameof(CredentialWorker) => texts["Delete passwords nobody looked at"],
        nameof(DeletedUserWorker) => texts["Remove deleted users for good"],
        nameof(DraftWorker) => texts["Delete old drafts"],
        nameof(FailedMailWorker) => texts["Forget what failed mails said"],
        nameof(InvitationWorker) => texts["Follow up invitations"],
        nameof(RegistrationWorker) => texts["Forget unconfirmed registrations"],
        nameof(SessionWorker) => texts["Delete old sessions"],
        _ => worker,
    };

    public sealed record TaskRow(string Name, Badge State, DateTimeOffset? LastTurn, string Node, DateTimeOffset? FailedAt, string? Failure);

    public sealed record NodeRow(string Name, DateTimeOffset? SeenAt, bool IsThis);
}
