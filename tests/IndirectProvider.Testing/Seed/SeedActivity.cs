using System.Text.Json;
using IndirectProvider.Audit;
using IndirectProvider.Tenancy;

namespace IndirectProvider.Testing.Seed;

/// <summary>The activity log, in the order of time: what came with each customer, and everyday work of which most is recent.</summary>
internal sealed class SeedActivity(SeedWorld world, SeedOptions options)
{
    private long added;

    /// <summary>Adds what happened from one customer's beginning to the next one's.</summary>
    public async ValueTask AddAsync(BulkWriter writer, SeedCustomer customer)
    {
        var due = (long)((decimal)options.Activity * (customer.Number + 1) / options.Customers) - added;
        if (due <= 0)
        {
            return;
        }

        var dice = Dice.For(options.Seed, "activity", customer.Number);
        var rows = new List<object>((int)due);
        rows.AddRange(Ordered(customer).Take((int)due));
        var end = customer.Number + 1 < options.Customers ? SeedCustomer.TimeOf(options, customer.Number + 1) : options.Now;
        var left = (int)due - rows.Count;
        for (var n = 0; n < left; n++)
        {
            rows.Add(Everyday(dice, customer.Number, Dice.Whole(customer.CreatedAt + ((end - customer.CreatedAt) * (n + 1) / (left + 1)))));
        }

        added += due;
        await writer.AddAsync(rows, dice);
    }

    private static IEnumerable<AuditRecord> Ordered(SeedCustomer customer)
    {
        var concerned = new Concerned(customer.Provider.Id, customer.Reseller?.Reseller.Id, customer.Id);
        var done = customer.CreatedAt + TimeSpan.FromSeconds(1);
        yield return AuditRecord.Of(customer.CreatedAt, customer.Submitter, AuditAction.OrderSubmitted, customer.OrderId, customer.Name, concerned with { CustomerId = null }, "{\"attestation\":\"Indirect\"}");
        yield return AuditRecord.Of(
            done, Actor.Portal, AuditAction.CustomerCreated, customer.Id, customer.Name, concerned, JsonSerializer.Serialize(new { domain = SeedOptions.Naming.Domain(customer.Prefix) }));
        yield return AuditRecord.Of(done, Actor.Portal, AuditAction.OrderCompleted, customer.OrderId, customer.Name, concerned, null);
    }

    private AuditRecord Everyday(Dice dice, int newest, DateTimeOffset at)
    {
        // Mostly about customers that came not long ago.
        var about = new SeedCustomer(world, options, newest - (int)(newest * Math.Pow(dice.Share(), 3)));
        var staff = dice.Of(about.Provider.Staff);
        var concerned = new Concerned(about.Provider.Id, about.Reseller is { EndedAt: null } partner ? partner.Reseller.Id : null, about.Id);
        var correlation = staff with { CorrelationId = dice.Id(at).ToString("N") };
        return dice.Next(12) switch
        {
            0 or 1 or 2 => SignIn(staff, new Concerned(about.Provider.Id)),
            3 or 4 when about.Reseller is { } reseller => SignIn(reseller.Reseller.Admin, new Concerned(ResellerId: reseller.Reseller.Id)),
            5 => SignIn(
                new Actor(about.AdministratorId, about.Name[..Math.Min(100, about.Name.Length)], SeedOptions.Naming.Domain(about.Prefix), "192.0.2.9", null) { OrganisationId = about.Id }, new Concerned(CustomerId: about.Id)),
            6 => About(AuditAction.CustomerChanged, about.Id, about.Name, "{\"before\":{\"City\":\"Neustadt\"},\"after\":{\"City\":\"Altburg\"}}"),
            7 => About(AuditAction.CredentialShown, about.Id, about.Administrator, null),
            8 => AuditRecord.Of(at, correlation, AuditAction.ListExported, about.Provider.Id, "customers", new Concerned(about.Provider.Id), "{\"filters\":{}}"),
            9 => About(AuditAction.SubscriptionAutoRenewChanged, about.FirstSubscriptionId, about.Name, "{\"autoRenew\":false}"),
            10 => About(AuditAction.CustomerTagged, about.Id, about.Name, "{\"tag\":\"VIP\"}"),
            _ => About(AuditAction.SupportContactChanged, about.FirstSubscriptionId, about.Name, null),
        };

        AuditRecord SignIn(Actor who, Concerned where) => AuditRecord.Of(at, who, AuditAction.SignedIn, who.UserId!.Value, who.Name, where, "{\"method\":\"Password\"}");

        AuditRecord About(string action, Guid subject, string name, string? details) => AuditRecord.Of(at, correlation, action, subject, name, concerned, details);
    }
}
