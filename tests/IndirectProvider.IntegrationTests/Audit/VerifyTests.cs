using IndirectProvider.Audit;
using IndirectProvider.Tenancy;
using IndirectProvider.Testing.Databases;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Audit;

/// <summary>What somebody with the database's password does to the sealed log, and that it is found.</summary>
[Trait("Database", "Own")]
public sealed class VerifyTests
{
    [Fact]
    public async Task Nothing_is_wrong_with_a_log_that_nobody_touched()
    {
        await using var portal = new AuditedPortal();
        await portal.FillAsync();
        await portal.WriteAsync(new Concerned(SealedLog.ProviderA));

        var (report, findings) = await portal.VerifyAsync();

        Assert.Empty(findings);
        Assert.Equal((8, 1), (report.Rows, report.Unsealed));
        Assert.NotNull(report.OldestUnsealed);
        Assert.Equal(
            new Dictionary<Guid, long> { [AuditSeal.Installation] = 2, [SealedLog.ProviderA] = 2, [SealedLog.ProviderB] = 2, [SealedLog.ResellerA] = 1 },
            report.Heads.ToDictionary(h => h.ChainId, h => h.Number));
        Assert.Equal(7, report.Seals);
    }

    [Fact]
    public async Task Postgresql_gives_back_what_was_sealed_and_is_told_apart_when_it_does_not()
    {
        await using var portal = new AuditedPortal(TestDatabase.PostgreSql);
        var rows = await portal.FillAsync();
        Assert.Equal((8, 0), ((await portal.VerifyAsync()).Report.Rows, (await portal.VerifyAsync()).Findings.Count));
        await portal.TamperAsync("""UPDATE "AuditRecords" SET "At" = "At" + interval '1 microsecond' WHERE "Id" = @id""", ("@id", rows[0]));
        await portal.TamperAsync("""DELETE FROM "AuditRecords" WHERE "Id" = @id""", ("@id", rows[2]));

        Assert.Equal(
            [new(AuditFlaw.RowChanged, SealedLog.ProviderA, 1, rows[0]), new(AuditFlaw.RowMissing, SealedLog.ProviderB, 1, rows[2])],
            (await portal.VerifyAsync()).Findings.OrderBy(f => f.Flaw));
    }

    [Fact]
    public async Task A_change_of_any_column_is_found()
    {
        await using var portal = new AuditedPortal();
        var row = (await portal.FillAsync())[1];
        foreach (var column in await portal.Given.ReadAsync(db => Task.FromResult(Columns(db.Model.FindEntityType(typeof(AuditRecord))!))))
        {
            await portal.TamperAsync($"CREATE TABLE Kept AS SELECT * FROM AuditRecords WHERE Id = @id", ("@id", row));
            var changed = column switch
            {
                "At" => "'2020-01-01 00:00:00'",
                "ForOperators" => "1 - ForOperators",
                _ when column.EndsWith("Id", StringComparison.Ordinal) => "'0D000000-0000-7000-8000-000000000009'",
                _ => $"\"{column}\" || ' '",
            };
            Assert.Equal(1, await portal.TamperAsync($"UPDATE AuditRecords SET \"{column}\" = {changed} WHERE Id = @id", ("@id", row)));

            var (_, findings) = await portal.VerifyAsync();

            Assert.True(findings.Any(f => f.RowId == row), $"A change of {column} was not found.");
            await portal.TamperAsync("DELETE FROM AuditRecords WHERE Id = @id; INSERT INTO AuditRecords SELECT * FROM Kept; DROP TABLE Kept;", ("@id", row));
            Assert.Empty((await portal.VerifyAsync()).Findings);
        }
    }

    [Fact]
    public async Task A_removed_row_is_found()
    {
        await using var portal = new AuditedPortal();
        var row = (await portal.FillAsync())[2];
        await portal.TamperAsync("DELETE FROM AuditRecords WHERE Id = @id", ("@id", row));

        Assert.Equal([new(AuditFlaw.RowMissing, SealedLog.ProviderB, 1, row)], (await portal.VerifyAsync()).Findings);
    }

    [Fact]
    public async Task A_row_that_comes_after_its_time_was_sealed_is_found_even_before_the_first_window()
    {
        await using var portal = new AuditedPortal();
        await portal.FillAsync();
        var late = await portal.WriteAtAsync(portal.Clock.Now.AddMinutes(-9), new Concerned(SealedLog.ProviderA));
        var early = await portal.WriteAsync(new Concerned());
        await portal.TamperAsync("UPDATE AuditRecords SET At = '1960-01-01 00:00:00' WHERE Id = @id", ("@id", early[0]));

        var findings = (await portal.VerifyAsync()).Findings;

        Assert.Equivalent(
            new AuditFinding[] { new(AuditFlaw.RowInserted, SealedLog.ProviderA, null, late[0]), new(AuditFlaw.RowInserted, AuditSeal.Installation, null, early[0]) }, findings, strict: true);
    }

    [Fact]
    public async Task A_row_moved_to_another_organisation_or_time_is_found()
    {
        await using var portal = new AuditedPortal();
        var rows = await portal.FillAsync();
        await portal.TamperAsync("UPDATE AuditRecords SET ProviderId = @to WHERE Id = @id", ("@to", SealedLog.ProviderB), ("@id", rows[0]));
        await portal.TamperAsync(
            "UPDATE AuditRecords SET At = (SELECT At FROM AuditRecords WHERE Id = @there) WHERE Id = @id", ("@there", rows[6]), ("@id", rows[2]));

        var findings = (await portal.VerifyAsync()).Findings;

        Assert.Contains(new(AuditFlaw.RowMoved, SealedLog.ProviderA, 1, rows[0]), findings);
        Assert.Contains(new(AuditFlaw.RowMoved, SealedLog.ProviderB, 1, rows[2]), findings);
        Assert.Contains(new(AuditFlaw.RowInserted, SealedLog.ProviderB, null, rows[2]), findings);
        Assert.Equal(3, findings.Count);
    }

    [Theory]
    [InlineData("UPDATE AuditSeals SET RowCount = RowCount + 1")]
    [InlineData("UPDATE AuditSeals SET Entries = X''")]
    [InlineData("UPDATE AuditSeals SET Hash = zeroblob(32)")]
    [InlineData("UPDATE AuditSeals SET PreviousHash = zeroblob(32)")]
    [InlineData("UPDATE AuditSeals SET Number = 77")]
    [InlineData("UPDATE AuditSeals SET \"From\" = '2020-01-01 00:00:00'")]
    [InlineData("UPDATE AuditSeals SET \"To\" = '2020-01-01 00:00:00'")]
    [InlineData("UPDATE AuditSeals SET ChainId = '0D000000-0000-7000-8000-000000000009'")]
    [InlineData("DELETE FROM AuditSeals")]
    public async Task A_seal_that_was_changed_renumbered_moved_or_removed_is_found_in_every_chain(string sql)
    {
        foreach (var chain in new[] { AuditSeal.Installation, SealedLog.ProviderA })
        {
            await using var portal = new AuditedPortal();
            await portal.FillAsync();
            Assert.Equal(1, await portal.TamperAsync($"{sql} WHERE ChainId = @chain AND Number = 1", ("@chain", chain)));

            var (_, findings) = await portal.VerifyAsync();

            Assert.True(findings.Any(f => f.Flaw is AuditFlaw.SealChanged or AuditFlaw.SealMissing or AuditFlaw.SealInserted), $"{sql} in {chain} was not found.");
        }
    }

    [Fact]
    public async Task An_organisation_that_was_removed_with_all_its_seals_is_missed()
    {
        await using var portal = new AuditedPortal();
        await portal.FillAsync();
        await portal.TamperAsync("DELETE FROM AuditRecords WHERE ProviderId = @id", ("@id", SealedLog.ProviderB));
        await portal.TamperAsync("DELETE FROM AuditSeals WHERE ChainId = @id", ("@id", SealedLog.ProviderB));

        Assert.Equal(
            [new(AuditFlaw.SealMissing, SealedLog.ProviderB, 1), new(AuditFlaw.SealMissing, SealedLog.ProviderB, 2)], (await portal.VerifyAsync()).Findings);
    }

    [Fact]
    public async Task A_log_cut_off_at_its_end_or_written_anew_is_found_by_a_noted_head()
    {
        await using var portal = new AuditedPortal();
        var rows = await portal.FillAsync();
        var noted = (await portal.VerifyAsync()).Report.Heads;
        var from = await portal.Given.ReadAsync(db => db.AuditSeals.Where(s => s.ChainId == AuditSeal.Installation && s.Number == 2).Select(s => s.From).SingleAsync());
        await portal.TamperAsync("DELETE FROM AuditSeals WHERE \"From\" = @from", ("@from", $"{from:yyyy-MM-dd HH:mm:ss.FFFFFFF}"));
        foreach (var row in rows.Skip(5))
        {
            await portal.TamperAsync("DELETE FROM AuditRecords WHERE Id = @id", ("@id", row));
        }

        Assert.Empty((await portal.VerifyAsync()).Findings);
        Assert.Equal(3, (await portal.VerifyAsync([.. noted])).Findings.Count(f => f.Flaw == AuditFlaw.HeadMissing));
        Assert.Equal(3, (await portal.VerifyAsync([.. noted])).Findings.Count);

        await portal.TamperAsync("DELETE FROM AuditSeals");
        await portal.TamperAsync("UPDATE AuditRecords SET SubjectName = 'Somebody else' WHERE Id = @id", ("@id", rows[3]));
        await portal.SealAsync();
        Assert.Empty((await portal.VerifyAsync()).Findings);
        Assert.Contains((await portal.VerifyAsync([.. noted])).Findings, f => f.Flaw == AuditFlaw.HeadChanged && f.ChainId == SealedLog.ResellerA);
    }

    [Fact]
    public async Task The_portal_itself_neither_changes_nor_removes_rows_and_seals()
    {
        await using var portal = new AuditedPortal();
        await portal.FillAsync();
        await Assert.ThrowsAsync<TenantViolationException>(() => portal.Given.SaveAsync(db => db.AuditRecords.Remove(db.AuditRecords.First())));
        await Assert.ThrowsAsync<TenantViolationException>(() => portal.Given.SaveAsync(db => db.AuditSeals.Remove(db.AuditSeals.First())));
        await Assert.ThrowsAsync<TenantViolationException>(
            () => portal.Given.SaveAsync(db => db.Entry(db.AuditRecords.First()).Property(r => r.SubjectName).CurrentValue = "Else"));
    }

    private static IReadOnlyList<string> Columns(Microsoft.EntityFrameworkCore.Metadata.IEntityType table) =>
        [.. table.GetProperties().Select(p => p.Name).Where(name => name != nameof(AuditRecord.Id))];
}
