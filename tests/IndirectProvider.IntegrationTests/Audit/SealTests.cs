using IndirectProvider.Audit;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Audit;

/// <summary>Sealing: by many nodes at once, in small pieces, and behind the writers.</summary>
[Trait("Database", "Own")]
public sealed class SealTests
{
    [Fact]
    public async Task Of_many_nodes_that_seal_at_once_one_does()
    {
        await using var portal = new AuditedPortal();
        await portal.FillAsync();
        await portal.WriteAsync(new Concerned(SealedLog.ProviderA), new Concerned(SealedLog.ProviderB), new Concerned());
        portal.Clock.Advance(SealAuditLog.Lag + TimeSpan.FromSeconds(30));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(portal.SealOnceAsync)));

        var (report, findings) = await portal.VerifyAsync();
        Assert.Empty(findings);
        Assert.Equal(3, report.Heads.Single(h => h.ChainId == AuditSeal.Installation).Number);
        Assert.Equal(3, report.Heads.Single(h => h.ChainId == SealedLog.ProviderA).Number);
        Assert.Equal((11, 0), (report.Rows, report.Unsealed));
    }

    [Fact]
    public async Task A_quiet_portal_writes_no_seals()
    {
        await using var portal = new AuditedPortal();
        await portal.FillAsync();
        var before = await CountAsync(portal);
        for (var hour = 0; hour < 5; hour++)
        {
            portal.Clock.Advance(TimeSpan.FromHours(1));
            Assert.False(await portal.SealOnceAsync());
        }

        Assert.Equal(before, await CountAsync(portal));
    }

    [Fact]
    public async Task What_may_still_be_on_its_way_is_left_for_the_next_time()
    {
        await using var portal = new AuditedPortal();
        await portal.FillAsync();
        await portal.WriteAsync(new Concerned(SealedLog.ProviderA));
        Assert.False(await portal.SealOnceAsync());

        // Saved a while after it got its time, but not longer than is waited for.
        await portal.WriteAtAsync(portal.Clock.Now.AddMinutes(-2), new Concerned(SealedLog.ProviderA));
        Assert.Equal(2, (await portal.VerifyAsync()).Report.Unsealed);
        await portal.SealAsync();

        var (report, findings) = await portal.VerifyAsync();
        Assert.Empty(findings);
        Assert.Equal((10, 0), (report.Rows, report.Unsealed));
    }

    [Fact]
    public async Task Much_is_sealed_in_pieces_and_one_moment_stays_in_one_piece()
    {
        await using var portal = new AuditedPortal();
        var at = portal.Clock.Now;
        await portal.WriteAtAsync(at, [.. Enumerable.Repeat(new Concerned(SealedLog.ProviderA), SealAuditLog.MostRows)]);
        var moment = at.AddMilliseconds(SealAuditLog.MostRows + 100);
        for (var i = 0; i < 3; i++)
        {
            await portal.WriteAtAsync(moment, new Concerned(SealedLog.ProviderB));
        }

        portal.Clock.Advance(TimeSpan.FromMinutes(10));
        await portal.SealAsync();

        var (report, findings) = await portal.VerifyAsync();
        Assert.Empty(findings);
        Assert.Equal(SealAuditLog.MostRows + 3, report.Rows);
        Assert.Equal(
            [SealAuditLog.MostRows, 3],
            await portal.Given.ReadAsync(db => db.AuditSeals.Where(s => s.RowCount > 0).OrderBy(s => s.To).Select(s => s.RowCount).ToListAsync()));
    }

    [Fact]
    public async Task The_portals_own_worker_seals()
    {
        await using var portal = new AuditedPortal();
        await portal.WriteAsync(new Concerned(SealedLog.ProviderA));
        portal.Clock.Advance(TimeSpan.FromMinutes(16));

        for (var patience = 0; await CountAsync(portal) == 0; patience++)
        {
            Assert.True(patience < 400, "Nothing was sealed.");
            await Task.Delay(50);
        }

        Assert.Empty((await portal.VerifyAsync()).Findings);
    }

    private static Task<int> CountAsync(AuditedPortal portal) => portal.Given.ReadAsync(db => db.AuditSeals.CountAsync());
}
