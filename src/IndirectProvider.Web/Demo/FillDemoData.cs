using IndirectProvider.Accounts;
using IndirectProvider.Audit;
using IndirectProvider.Customers;
using IndirectProvider.Data;
using IndirectProvider.Mail;
using IndirectProvider.Organisations;
using IndirectProvider.Partnerships;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Web.Demo;

/// <summary>
/// Fills an empty database: an operator, two providers in two countries, four resellers, their people, partnership
/// requests and customers with subscriptions in every state. The same content each time.
/// </summary>
internal sealed class FillDemoData(PortalDb portal, IPasswordHasher<PortalUser> hasher, TenantNaming naming, Sealer sealer, Outbox outbox, PortalAddress address, TimeProvider clock)
{
    /// <summary>Fills the database if nobody has an account.</summary>
    /// <returns>Whether the demo data is there, from now or from before.</returns>
    public async Task<bool> ExecuteAsync(string password, CancellationToken cancel)
    {
        var db = portal.Open();
        if (await db.Users.AnyAsync(cancel))
        {
            var first = EmailAddress.Normalize(DemoPeople.Operator.UserName);
            return await db.Users.AnyAsync(u => u.NormalizedUserName == first, cancel);
        }

        var now = clock.GetUtcNow();
        // One hash for everybody: hashing is slow on purpose.
        var hash = hasher.HashPassword(null!, password);
        var world = new World(db, hash, now);
        world.AddUser(PortalUser.Operator(DemoPeople.Operator.Name, DemoPeople.Operator.UserName, "en", now.AddDays(-700)));
        var nordlicht = world.AddProvider(DemoCompanies.Nordlicht, "de", DemoPeople.Nordlicht);
        var harbour = world.AddProvider(DemoCompanies.Harbour, "en", DemoPeople.Harbour);
        var alpenblick = world.AddReseller(DemoCompanies.Alpenblick, DemoPeople.Alpenblick);
        var thames = world.AddReseller(DemoCompanies.Thames, DemoPeople.Thames);
        var rheintal = world.AddReseller(DemoCompanies.Rheintal, DemoPeople.Rheintal);
        var bodensee = world.AddReseller(DemoCompanies.Bodensee, DemoPeople.Bodensee);
        var withAlpenblick = world.AddPartnership(nordlicht, alpenblick, daysAgo: 610);
        var withRheintal = world.AddPartnership(nordlicht, rheintal, daysAgo: 600);
        var withThames = world.AddPartnership(harbour, thames, daysAgo: 590);
        var ended = now.AddDays(-15);
        withRheintal.End(ended);
        world.Record(ended, nordlicht, AuditAction.PartnershipEnded, withRheintal);

        new DemoEntries(db, now).Add(nordlicht, harbour);
        var invitations = new DemoInvitations(db, new DemoMails(db, outbox, address, now), now);
        invitations.AddTo(nordlicht, withAlpenblick, withRheintal);
        invitations.AddTo(harbour, withThames);
        invitations.AddOpen(nordlicht, bodensee.ContactName, bodensee.ContactEmail, bodensee.LegalName);

        var orders = new DemoOrders(db, await db.Offers.ToDictionaryAsync(o => o.Id, cancel), naming, sealer, hasher, hash, now);
        AddCustomersOfNordlicht(orders, nordlicht, alpenblick, rheintal, ended);
        AddCustomersOfHarbour(orders, harbour, thames);
        await db.SaveChangesAsync(cancel);
        return true;
    }

    private static void AddCustomersOfNordlicht(DemoOrders orders, DemoTenant tenant, Reseller alpenblick, Reseller rheintal, DateTimeOffset ended)
    {
        var customers = new List<Customer>();
        for (var i = 0; i < DemoCompanies.OfNordlicht.Length; i++)
        {
            var course = DemoCourse.All[i % DemoCourse.All.Length];
            var formerly = i % 3 == 2 && course.DaysAgo > 30;
            var reseller = i % 3 == 0 ? alpenblick : formerly ? rheintal : null;
            customers.Add(orders.Add(tenant, DemoCompanies.OfNordlicht[i], course, i, reseller, formerly ? ended : null));
        }

        orders.Tag(tenant, "Key account", customers.Where((_, i) => i % 4 == 0));
        orders.Tag(tenant, "Fertigung", customers.Where((_, i) => i % 7 == 0));

        var fresh = new DemoCourse(0, DemoCourse.All[0].Lines);
        orders.Add(tenant, new DemoCustomer("Seehof Gärten GmbH", "seehof-gaerten", "Seehof 1", "78462", "Konstanz", "DE", "Moritz", "Seehof"), fresh, 0, alpenblick);
    }

    private static void AddCustomersOfHarbour(DemoOrders orders, DemoTenant tenant, Reseller thames)
    {
        for (var i = 0; i < DemoCompanies.OfHarbour.Length; i++)
        {
            orders.Add(tenant, DemoCompanies.OfHarbour[i], DemoCourse.All[i % DemoCourse.All.Length], i, i % 2 == 0 ? thames : null);
        }
    }

    /// <summary>The organisations and people before any business.</summary>
    private sealed class World(PortalDbContext db, string passwordHash, DateTimeOffset now)
    {
        private readonly DateTimeOffset began = now.AddDays(-650);

        public DemoTenant AddProvider(ProviderProfile profile, string culture, DemoPerson[] staff)
        {
            var provider = Provider.Create(profile, began);
            db.Providers.Add(provider);
            var people = staff.Select(p => AddUser(PortalUser.OfProvider(provider.Id, p.Name, p.UserName, culture, p.Roles, began))).ToList();

            // Orders and invitations come from those who may place and send them.
            return new DemoTenant(provider, culture, [.. people.Where(u => (u.Roles & (MemberRole.GlobalAdmin | MemberRole.AdminAgent | MemberRole.SalesAgent)) != 0)]);
        }

        public Reseller AddReseller(ResellerProfile profile, DemoPerson[] staff)
        {
            var reseller = Reseller.Register(profile, began.AddDays(20));
            reseller.AcceptAgreement(profile.ContactName, began.AddDays(20));
            db.Resellers.Add(reseller);
            foreach (var person in staff)
            {
                AddUser(PortalUser.OfReseller(reseller.Id, person.Name, person.UserName, profile.Culture, person.Roles, began.AddDays(20)));
            }

            return reseller;
        }

        public Partnership AddPartnership(DemoTenant tenant, Reseller reseller, int daysAgo)
        {
            var partnership = Partnership.Start(tenant.Provider.Id, reseller.Id, now.AddDays(-daysAgo));
            db.Partnerships.Add(partnership);
            Record(partnership.StartedAt, tenant, AuditAction.PartnershipMade, partnership);
            return partnership;
        }

        public PortalUser AddUser(PortalUser user)
        {
            user.ChoosePassword(passwordHash);
            user.ConfirmEmail();
            db.Users.Add(user);
            return user;
        }

        public void Record(DateTimeOffset at, DemoTenant tenant, string action, Partnership partnership) =>
            db.AuditRecords.Add(AuditRecord.Of(
                at, tenant.Actor(0), action, partnership.Id, partnership.Reseller.LegalName, new Concerned(partnership.ProviderId, partnership.ResellerId), null));
    }
}
