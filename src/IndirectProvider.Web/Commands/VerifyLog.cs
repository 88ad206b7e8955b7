using System.Globalization;
using IndirectProvider.Audit;
using IndirectProvider.Data;

namespace IndirectProvider.Web.Commands;

/// <summary>Compares the activity log with its seals, and with heads that were noted earlier.</summary>
internal static class VerifyLog
{
    private const int MostShown = 1000;

    /// <summary>The command.</summary>
    public static readonly PortalCommand Command = new(
        "verify-log",
        "[--heads FILE]",
        "Finds rows of the activity log that were changed, removed or inserted. FILE is what an earlier run printed: its heads are compared, too.",
        RunAsync);

    private static async Task<int> RunAsync(CommandRun run)
    {
        var noted = await NotedHeadsAsync(run.Arguments);
        await run.Services.GetRequiredService<PortalDb>().Open().RefuseOtherVersionAsync();
        var findings = 0;
        var report = await run.Services.GetRequiredService<VerifyAuditLog>().ExecuteAsync(new(noted, Say), CancellationToken.None);
        foreach (var head in report.Heads)
        {
            Write($"{head}");
        }

        Write($"Verified: {report.Heads.Count} chains, {report.Seals} seals, {report.Rows} rows.");
        Write($"Not yet sealed: {report.Unsealed} rows{(report.OldestUnsealed is { } oldest ? $", the oldest of {oldest:yyyy-MM-dd HH:mm:ss} UTC" : "")}.");
        Write($"Noted heads compared: {noted.Count}.");
        run.Output.WriteLine(findings == 0 ? "Nothing is wrong." : string.Create(CultureInfo.InvariantCulture, $"Wrong: {findings}."));
        return findings == 0 ? PortalCommands.Done : PortalCommands.Bad;

        void Say(AuditFinding finding)
        {
            findings++;
            if (findings <= MostShown)
            {
                Write($"WRONG {Words(finding)}");
            }
            else if (findings == MostShown + 1)
            {
                Write($"WRONG and more, which are only counted");
            }
        }

        void Write(FormattableString line) => run.Output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
    }

    private static async Task<IReadOnlyList<AuditHead>> NotedHeadsAsync(IReadOnlyList<string> arguments)
    {
        if (arguments.Count == 0)
        {
            return [];
        }

        if (arguments is not ["--heads", var file])
        {
            throw new CommandException($"verify-log does not take {string.Join(' ', arguments)}.", isMisuse: true);
        }

        try
        {
            List<AuditHead> heads = [.. (await File.ReadAllLinesAsync(file)).Select(AuditHead.Read).OfType<AuditHead>()];
            return heads.Count > 0 ? heads : throw new CommandException($"There is no head in {file}. Give it what an earlier run of verify-log printed.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(failure.Message);
        }
    }

    private static string Words(AuditFinding finding)
    {
        var chain = finding.ChainId == AuditSeal.Installation ? "the installation" : $"organisation {finding.ChainId}";
        var seal = $"seal {finding.SealNumber} of {chain}";
        return finding.Flaw switch
        {
            AuditFlaw.RowChanged => $"row {finding.RowId}: changed after it was sealed ({seal})",
            AuditFlaw.RowMissing => $"row {finding.RowId}: removed after it was sealed ({seal})",
            AuditFlaw.RowInserted => $"row {finding.RowId}: inserted after its time was sealed ({chain})",
            AuditFlaw.RowMoved => $"row {finding.RowId}: its time or its organisation was changed ({seal})",
            AuditFlaw.SealChanged => $"{seal}: changed",
            AuditFlaw.SealMissing => $"{seal}: removed",
            AuditFlaw.SealInserted => $"{seal}: inserted",
            AuditFlaw.HeadMissing => $"{seal}: was noted earlier and is gone",
            AuditFlaw.HeadChanged => $"{seal}: is not the one that was noted earlier",
            _ => throw new ArgumentOutOfRangeException(nameof(finding)),
        };
    }
}
