using IndirectProvider.Accounts;
using IndirectProvider.Customers;
using IndirectProvider.Data;
using IndirectProvider.IntegrationTests.Subscriptions;
using IndirectProvider.Mail;
using IndirectProvider.Orders;
using IndirectProvider.Staff;
using IndirectProvider.Subscriptions;
using IndirectProvider.Tenancy;
using IndirectProvider.Testing.Given;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Isolation;

/// <summary>The wall behind the filters: what limited staff saves is refused outside its customers, whatever the code above does.</summary>
public sealed class LimitedWriteTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    [Fact]
    public async Task Rows_outside_the_tags_are_neither_read_nor_saved()
    {
        var given = portal.Given;
        var provider = await given.ProviderAsync();
        var reseller = await given.ResellerAsync(partnerOf: provider);
        var (seen, hidden) = (await given.CustomerAsync(provider, "Seen"), await given.CustomerAsync(provider, "Hidden", reseller));
        var subscriptionId = await given.SubscriptionAsync(provider, hidden, reseller: reseller);
        var tag = await given.TagAsync(provider, "Team", seen);
        var limited = await given.LimitedStaffAsync(provider, MemberRole.AdminAgent, tag);
        var foreign = await given.ReadAsync(async db => new
        {
            Customer = await db.Customers.AsNoTracking().SingleAsync(c => c.Id == hidden.Id),
            User = await db.Users.AsNoTracking().SingleAsync(u => u.Id == hidden.Admin.Id),
            Colleague = await db.Users.AsNoTracking().SingleAsync(u => u.Id == limited.Id),
            Subscription = await db.Subscriptions.AsNoTracking().Include(s => s.Events).SingleAsync(s => s.Id == subscriptionId),
            Credit = await db.ResellerCredits.AsNoTracking().SingleAsync(c => c.SubscriptionId == subscriptionId),
            Association = await db.CustomerResellers.AsNoTracking().SingleAsync(r => r.CustomerId == hidden.Id),
            Order = await db.Orders.AsNoTracking().Include(o => o.Lines).SingleAsync(o => o.CustomerId == hidden.Id),
            Tag = await db.Tags.AsNoTracking().SingleAsync(t => t.Id == tag.Id),
        });
        object[] changed = [foreign.Customer, foreign.User, foreign.Colleague, foreign.Subscription.Events[0], foreign.Credit, foreign.Association, foreign.Order.Lines[0], foreign.Tag];
        object[] added =
        [
            OrderDraft.Begin(Guid.CreateVersion7(), provider.Id, limited.Id, given.Now, hidden.Id),
            OrderDraft.Begin(Guid.CreateVersion7(), provider.Id, limited.Id, given.Now),
            LicenseAssignment.Of(foreign.Subscription, hidden.Admin.Id, 1, given.Now),
            AzureGrant.Give(foreign.Subscription, reseller.Id, Actor.Portal, given.Now),
            CustomerTag.Of(provider.Id, hidden.Id, tag.Id),
            CustomerTag.Of(provider.Id, seen.Id, Guid.CreateVersion7()),
            Tag.Create(provider.Id, "Mine", given.Now),
            MemberTag.Of(foreign.Tag, limited.Id),
            TenantDomain.Reserve("limited-one", provider.Id, given.Now),
            AdminCredential.Issue(Guid.CreateVersion7(), foreign.User, null, limited.Id, [1], given.Now),
        ];

        await portal.ActLimitedAsync(provider, limited, async (PortalDbContext db) =>
        {
            Assert.False(await db.Customers.AnyAsync(c => c.Id == hidden.Id) || await db.Users.AnyAsync(u => u.CustomerId == hidden.Id) || await db.Subscriptions.AnyAsync());
            Assert.False(await db.SubscriptionEvents.AnyAsync() || await db.ResellerCredits.AnyAsync() || await db.CustomerResellers.AnyAsync());
            Assert.False(await db.Orders.AnyAsync() || await db.OrderLines.AnyAsync() || await db.OrderSteps.AnyAsync() || await db.AuditRecords.AnyAsync(r => r.CustomerId == hidden.Id));
            Assert.True(await db.Customers.AnyAsync(c => c.Id == seen.Id) && await db.Users.AnyAsync(u => u.Id == provider.Admin.Id) && await db.Partnerships.AnyAsync());
            foreach (var row in changed)
            {
                db.Update(row);
                await RefusedAsync(db, row);
                db.Remove(row);
                await RefusedAsync(db, row);
            }

            foreach (var row in added)
            {
                db.Add(row);
                await RefusedAsync(db, row);
            }

            return true;
        });
    }

    [Fact]
    public async Task Mails_and_activity_are_those_of_its_customers_and_of_partner_invitations()
    {
        var given = portal.Given;
        var provider = await given.ProviderAsync();
        var (seen, hidden) = (await given.CustomerAsync(provider, "Seen"), await given.CustomerAsync(provider, "Hidden"));
        var limited = await given.LimitedStaffAsync(provider, MemberRole.AdminAgent, await given.TagAsync(provider, "Team", seen));
        foreach (var customer in new[] { seen, hidden })
        {
            using var staff = await given.SignedInAsync(provider.Admin);
            await (await staff.OpenAsync($"/customers/{customer.Id}/reset-password")).Form("Reset password").SubmitAsync("Reset password");
        }

        await portal.ActLimitedAsync(provider, limited, async (PortalDbContext db) =>
        {
            Assert.Equal([seen.Id], await db.AuditRecords.Select(r => r.CustomerId!.Value).Distinct().ToListAsync());
            Assert.Empty(await db.OutgoingMails.ToListAsync());
            return true;
        });
        Assert.Equal(2, await given.ReadAsync(db => db.OutgoingMails.CountAsync(m => m.ProviderId == provider.Id && m.State != MailState.Failed)));
    }

    private static async Task RefusedAsync(PortalDbContext db, object row)
    {
        var refused = await Record.ExceptionAsync(() => db.SaveChangesAsync());
        Assert.True(refused is TenantViolationException, $"{row.GetType().Name} was not refused by the guard: {refused}");
        db.ChangeTracker.Clear();
    }
}
