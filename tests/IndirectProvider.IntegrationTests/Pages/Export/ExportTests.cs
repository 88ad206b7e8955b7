using System.Net;
using IndirectProvider.Audit;
using IndirectProvider.Tenancy;
using IndirectProvider.Testing.Given;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Pages.Export;

/// <summary>Long lists as files: read in batches, one at a time for each person, and followed from every page.</summary>
public sealed class ExportTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    // The first batch is small; these fill it, the next one, and a part of the third.
    private const int Lines = 5_300;

    [Fact]
    public async Task A_list_of_several_batches_is_complete_and_in_order()
    {
        var provider = await portal.Given.ProviderAsync();
        var actor = new Actor(provider.Admin.Id, provider.Admin.Name, provider.Name, null, null) { OrganisationId = provider.Id };
        await portal.Given.SaveAsync(db => db.AuditRecords.AddRange(Enumerable.Range(0, Lines).Select(i =>

            // A hundred lines at each moment, so that batches end among equal ones.
            AuditRecord.Of(portal.Given.Now.AddMinutes(-(i / 100) - 1), actor, AuditAction.OrderSubmitted, Guid.NewGuid(), $"Line {i}", new Concerned(provider.Id), null))));
        using var staff = await portal.Given.SignedInAsync(provider.Admin);

        var file = await staff.GetAsync("/activity?handler=Export&kind=Orders");

        Assert.Equal(HttpStatusCode.OK, file.Status);
        var rows = file.Html.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).ToList();
        Assert.Equal(Lines, rows.Count);
        Assert.Equal(Lines, rows.Distinct().Count());
        Assert.Equal(rows.Select(r => r.Split(',')[0]).OrderDescending(StringComparer.Ordinal), rows.Select(r => r.Split(',')[0]));

        // Every page says once more what became of it, until that was read.
        (await staff.OpenAsync("/orders")).ExpectText("Your export");
        (await staff.OpenAsync("/export")).ExpectText($"Activity log: {Lines:N0} rows exported.");
        Assert.DoesNotContain("Your export", (await staff.OpenAsync("/orders")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_exports_one_list_at_a_time()
    {
        var provider = await portal.Given.ProviderAsync();
        var customer = await portal.Given.CustomerAsync(provider);
        await portal.Given.SubscriptionAsync(provider, customer);
        using var staff = await portal.Given.SignedInAsync(provider.Admin);
        Assert.Equal(HttpStatusCode.OK, (await staff.GetAsync("/orders?handler=Export")).Status);
        await portal.Given.SaveAsync(db => db.ListExports.Where(e => e.UserId == provider.Admin.Id).ExecuteUpdate(set => set
            .SetProperty(e => e.EndedAt, (DateTimeOffset?)null).SetProperty(e => e.IsComplete, false).SetProperty(e => e.Rows, 340_000)));

        var list = await (await staff.GetAsync("/customers?handler=Export")).FollowToAsync("/customers");
        list.ExpectText("Another export of yours is still running");
        (await list.ClickAsync("See how far it is")).ExpectText("Orders: 340,000 rows exported so far.");

        // Somebody else's is no hindrance, and nobody sees it.
        var colleague = await portal.Given.StaffAsync(provider, Accounts.MemberRole.AdminAgent);
        using var other = await portal.Given.SignedInAsync(colleague, "de");
        (await other.OpenAsync("/export")).ExpectText("Sie haben in letzter Zeit nichts exportiert.");
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("/customers?handler=Export")).Status);

        // One whose node died is not waited for.
        portal.Clock.Advance(TimeSpan.FromMinutes(2));
        (await staff.OpenAsync("/export")).ExpectText("Orders: the export stopped after 340,000 rows.");
        Assert.Equal(HttpStatusCode.OK, (await staff.GetAsync("/customers?handler=Export")).Status);
    }
}
