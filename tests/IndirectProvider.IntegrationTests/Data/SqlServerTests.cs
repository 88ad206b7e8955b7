using System.Collections.Concurrent;
using IndirectProvider.Data;
using IndirectProvider.IntegrationTests.Mail;
using IndirectProvider.Mail;
using IndirectProvider.Testing.Databases;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Hosting;
using IndirectProvider.Testing.Stories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IndirectProvider.IntegrationTests.Data;

/// <summary>A fact that needs a SQL Server, and says so where there is none.</summary>
public sealed class SqlServerFactAttribute : FactAttribute
{
    public SqlServerFactAttribute()
    {
        if (TestDatabase.SqlServerConnection is null)
        {
            Skip = "TEST_SQLSERVER holds no connection string, so nothing ran on SQL Server.";
        }
    }
}

/// <summary>What the three databases could differ in, on a real SQL Server. The whole suite runs there, too, when there is one.</summary>
[Trait("Database", "Own")]
public sealed class SqlServerTests
{
    [SqlServerFact]
    public async Task The_portal_starts_on_an_empty_database_and_again_on_a_filled_one()
    {
        await using var portal = NewPortal();
        Assert.Empty(await new GivenPortal(portal).ReadAsync(db => db.Database.GetPendingMigrationsAsync()));

        await using var second = new PortalFactory(new() { Shared = portal.Database });
        using var client = second.NewClient();
        await client.OpenAsync("/sign-in");
        Assert.Empty(second.Log.Errors);
    }

    [SqlServerFact]
    public async Task An_order_goes_through_to_the_credential()
    {
        await using var portal = NewPortal();
        var given = new GivenPortal(portal);
        var provider = await given.ProviderAsync();
        using var staff = await given.SignedInAsync(provider.Admin);
        var review = await (await (await staff.BeginNewCustomerAsync()).ToSubscriptionsAsync(NewCustomerStory.FreePrefix())).ToReviewAsync();
        var answer = await review.Form("Submit").Tick("We act as direct partner for this customer: no indirect reseller is involved.").SubmitAsync("Submit");

        var confirmation = await answer.FollowAsync();

        Assert.NotNull(confirmation.Document.QuerySelector("#temporary-password"));
        Assert.Equal(1, await given.ReadAsync(db => db.Subscriptions.CountAsync(s => s.ProviderId == provider.Id)));
        Assert.Empty(portal.Log.Errors);
    }

    [SqlServerFact]
    public async Task A_key_that_is_taken_is_told_from_other_failures()
    {
        await using var portal = NewPortal();
        var key = ProtectionKey.Of("twice", "<test/>", portal.Clock.Now);
        await new GivenPortal(portal).SaveAsync(db => db.ProtectionKeys.Add(key));

        var failure = await Assert.ThrowsAsync<DbUpdateException>(() => new GivenPortal(portal).SaveAsync(db => db.ProtectionKeys.Add(key)));

        Assert.True(portal.Services.GetRequiredService<IDatabaseDialect>().IsUniqueViolation(failure));
    }

    [SqlServerFact]
    public async Task Many_who_ask_at_once_share_the_mails()
    {
        await using var portal = new PortalWithoutMailWorker(TestDatabase.SqlServer);
        var posted = new List<Guid>();
        for (var i = 0; i < 10; i++)
        {
            posted.Add((await PostedMail.PostAsync(portal)).Id);
        }

        var taken = new ConcurrentBag<Guid>();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            while (await TakeAsync(portal) is { } id)
            {
                taken.Add(id);
            }
        })));

        Assert.Equal(posted.Order(), taken.Order());
    }

    private static PortalFactory NewPortal() => new(new() { Database = TestDatabase.SqlServer });

    private static async Task<Guid?> TakeAsync(PortalFactory portal) =>
        (await portal.InScopeAsync<TakeMail, MailInHand?>(take => take.ExecuteAsync(MailLane.FirstTry, [], CancellationToken.None)))?.Id;
}
