using System.Net;
using IndirectProvider.Accounts;
using IndirectProvider.Customers;
using IndirectProvider.Data;
using IndirectProvider.Orders;
using IndirectProvider.Organisations;
using IndirectProvider.Partnerships;
using IndirectProvider.Subscriptions;
using IndirectProvider.Tenancy;
using IndirectProvider.Testing.Hosting;
using IndirectProvider.Testing.Html;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace IndirectProvider.Testing.Given;

/// <summary>
/// Organisations and people that are there when a test begins, made straight through the entities. Names are made
/// unique, so many tests can share one portal. Everybody signs in with <see cref="Password"/>.
/// </summary>
public sealed class GivenPortal(PortalFactory portal)
{
    /// <summary>The password of everybody made here.</summary>
    public const string Password = "Seven-Quiet-Lanterns";

    private static readonly PasswordHasher<PortalUser> Hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = PasswordRules.HashRounds }));
    private static readonly Lazy<string> Hash = new(() => Hasher.HashPassword(null!, Password));
    private static int count;

    /// <summary>What the portal's clock shows.</summary>
    public DateTimeOffset Now => portal.Clock.Now;

    /// <summary>An operator.</summary>
    public async Task<GivenMember> OperatorAsync(string culture = "en")
    {
        var number = Next();
        var user = PortalUser.Operator(new PersonName("Olga", $"Operator{number}"), $"operator{number}@portal.example", culture, Now);
        return await SaveMemberAsync(user);
    }

    /// <summary>A provider with its global admin.</summary>
    public async Task<GivenProvider> ProviderAsync(string name = "Nordwind Distribution", string country = "DE", string culture = "en")
    {
        var number = Next();
        var displayName = $"{name} {number}";
        var provider = Provider.Create(
            new ProviderProfile($"{displayName} GmbH", displayName, country, null, $"support{number}@provider.example", "+4930123456"), Now);
        await SaveAsync(db => db.Providers.Add(provider));
        var admin = PortalUser.OfProvider(
            provider.Id, new PersonName("Petra", $"Provider{number}"), $"admin{number}@provider.example", culture, MemberRole.GlobalAdmin, Now);
        return new GivenProvider(provider.Id, displayName, country, provider.SupportEmail, await SaveMemberAsync(admin));
    }

    /// <summary>Lists a provider in the public directory.</summary>
    public Task ListAsync(GivenProvider provider, string? about = null, string? website = null) => SaveAsync(db =>
    {
        var row = db.Providers.Single(p => p.Id == provider.Id);
        row.ChangeProfile(PublicProfile.Of(row) with { IsListed = true, About = about, Website = website });
    });

    /// <summary>A provider's request, to be listed unless told otherwise, which no operator has decided yet.</summary>
    public async Task<Guid> ProfileRequestAsync(GivenProvider provider, Func<PublicProfile, PublicProfile>? wanted = null)
    {
        var before = PublicProfile.Of(await ReadAsync(db => db.Providers.SingleAsync(p => p.Id == provider.Id)));
        var actor = new Actor(provider.Admin.Id, provider.Admin.Name, provider.Name, null, null);
        var number = await ReadAsync(db => db.ProfileRequests.CountAsync(r => r.ProviderId == provider.Id));
        var request = ProfileRequest.Of(
            provider.Id, number, before, wanted?.Invoke(before) ?? before with { IsListed = true, About = "New in the directory." }, null, "Please list us.", actor, Now);
        await SaveAsync(db => db.ProfileRequests.Add(request));
        return request.Id;
    }

    /// <summary>One more person of a provider's staff.</summary>
    public async Task<GivenMember> StaffAsync(GivenProvider provider, MemberRole roles, string culture = "en")
    {
        var number = Next();
        return await SaveMemberAsync(PortalUser.OfProvider(
            provider.Id, new PersonName("Stefan", $"Staff{number}"), $"staff{number}@provider.example", culture, roles, Now));
    }

    /// <summary>A reseller with its global admin, agreement accepted unless told otherwise, partner of the given providers.</summary>
    public async Task<GivenReseller> ResellerAsync(
        string name = "Alpha Systems", string country = "DE", bool agreement = true, string culture = "en", params GivenProvider[] partnerOf)
    {
        var number = Next();
        var legalName = $"{name} {number}";
        var reseller = Reseller.Register(
            new ResellerProfile(
                legalName, $"{4_000_000 + number}", new PostalAddress("Hauptstraße 1", null, "Berlin", null, "10115", country),
                $"Rita Reseller{number}", $"admin{number}@reseller.example", $"support{number}@reseller.example", "+4930654321", culture),
            Now);
        if (agreement)
        {
            reseller.AcceptAgreement($"Rita Reseller{number}", Now);
        }

        await SaveAsync(db => db.Resellers.Add(reseller));
        foreach (var provider in partnerOf)
        {
            await PartnershipAsync(provider, reseller.Id);
        }

        var admin = PortalUser.OfReseller(
            reseller.Id, new PersonName("Rita", $"Reseller{number}"), $"admin{number}@reseller.example", culture, MemberRole.GlobalAdmin, Now);
        return new GivenReseller(reseller.Id, legalName, reseller.PartnerId, await SaveMemberAsync(admin));
    }

    /// <summary>One more person of a reseller's staff.</summary>
    public async Task<GivenMember> StaffAsync(GivenReseller reseller, MemberRole roles, string culture = "en")
    {
        var number = Next();
        return await SaveMemberAsync(PortalUser.OfReseller(
            reseller.Id, new PersonName("Rolf", $"Staff{number}"), $"staff{number}@reseller.example", culture, roles, Now));
    }

    /// <summary>Makes a reseller a provider's partner.</summary>
    public Task PartnershipAsync(GivenProvider provider, Guid resellerId) =>
        SaveAsync(db => db.Partnerships.Add(Partnership.Start(provider.Id, resellerId, Now)));

    /// <summary>A customer with its administrator, managed by the reseller if one is given.</summary>
    public async Task<GivenCustomer> CustomerAsync(GivenProvider provider, string name = "Brandt Logistik", GivenReseller? reseller = null, string culture = "en")
    {
        var number = Next();
        var prefix = $"domain{number}";
        var details = new CustomerDetails(
            $"{name} {number}", prefix, new PostalAddress("Hafenstraße 5", null, "Hamburg", null, "20457", provider.Country),
            "Clara", $"Customer{number}", $"contact{number}@customer.example", "+4940123456", null, culture,
            $"Clara Customer{number}", $"contact{number}@customer.example", DateOnly.FromDateTime(Now.UtcDateTime));
        var customer = Customer.Create(provider.Id, $"{Guid.CreateVersion7(Now)}", new TenantNaming("tenants.example"), details, Now);
        if (reseller is not null)
        {
            customer.Associate(reseller.Id, Now);
        }

        await SaveAsync(db =>
        {
            db.TenantDomains.Add(TenantDomain.Reserve(prefix, provider.Id, Now));
            db.Customers.Add(customer);
        });
        var admin = PortalUser.OfCustomer(
            provider.Id, customer.Id, new PersonName("Clara", $"Customer{number}"), $"admin@{customer.Domain}", details.ContactEmail, culture,
            MemberRole.GlobalAdmin, Now);
        return new GivenCustomer(customer.Id, provider.Id, details, customer.Domain, await SaveMemberAsync(admin));
    }

    /// <summary>One more user of a customer.</summary>
    public async Task<GivenMember> UserAsync(GivenCustomer customer, MemberRole roles = MemberRole.Member, string culture = "en")
    {
        var number = Next();
        return await SaveMemberAsync(PortalUser.OfCustomer(
            customer.ProviderId, customer.Id, new PersonName("Ute", $"User{number}"), $"user{number}@{customer.Domain}", $"user{number}@mail.example", culture,
            roles, Now));
    }

    /// <summary>A completed order of the provider's admin and the subscription it made.</summary>
    public async Task<Guid> SubscriptionAsync(
        GivenProvider provider, GivenCustomer customer, string offerId = "ALT-OFF-STD", int quantity = 10, GivenReseller? reseller = null, GivenReseller? supportContact = null)
    {
        var offer = await ReadAsync(db => db.Offers.SingleAsync(o => o.Id == offerId));
        var terms = new OrderLineTerms(offer.Id, offer.Name, quantity, offer.Plans[0], offer.IsTrial, reseller?.Id);
        var actor = new Actor(provider.Admin.Id, provider.Admin.Name, provider.Name, null, null);
        var order = Order.PlaceForNewCustomer(
            provider.Id, Guid.CreateVersion7(Now), customer.Details, reseller?.Id, [terms], actor, Now);
        order.Complete(customer.Id, Now);
        var subscription = Subscription.Start(
            new SubscriptionTerms(
                provider.Id, customer.Id, order.Id, $"{Guid.CreateVersion7(Now)}", offer.Id, offer.Name, quantity, offer.Plans[0], offer.IsTrial, reseller?.Id),
            Now,
            actor);
        subscription.DesignateSupportContact(supportContact is null ? null : new NamedReseller(supportContact.Id, supportContact.Name), actor, Now);
        await SaveAsync(db => db.Orders.Add(order));
        await SaveAsync(db => db.Subscriptions.Add(subscription));
        return subscription.Id;
    }

    /// <summary>Gives somebody a temporary password, as an order or a reset does.</summary>
    public async Task<string> TemporaryPasswordAsync(GivenMember member, DateTimeOffset expiresAt)
    {
        var password = TemporaryPassword.Mint();
        await using var scope = portal.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDb>().Open();
        var user = await db.Users.SingleAsync(u => u.Id == member.Id);
        user.GiveTemporaryPassword(Hasher.HashPassword(user, password), expiresAt);
        await db.SaveChangesAsync();
        return password;
    }

    /// <summary>A browser in which this person is signed in.</summary>
    public async Task<PortalClient> SignedInAsync(GivenMember member, string language = "en")
    {
        var client = portal.NewClient(language);
        var button = language == "de" ? "Anmelden" : "Sign in";
        var form = (await client.OpenAsync("/sign-in")).Form(button)
            .Fill(language == "de" ? "E-Mail-Adresse oder Benutzername" : "E-mail or user name", member.UserName)
            .Fill(language == "de" ? "Kennwort" : "Password", Password);
        var answer = await form.SubmitAsync(button);
        Assert.True(answer.Status == HttpStatusCode.Found, $"{member.UserName} can't sign in: {answer.Text}");
        return client;
    }

    /// <summary>Adds rows, past all filters, and saves them.</summary>
    public async Task SaveAsync(Action<PortalDbContext> add)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDb>().Open();
        add(db);
        await db.SaveChangesAsync();
    }

    /// <summary>Reads rows past all filters.</summary>
    public async Task<T> ReadAsync<T>(Func<PortalDbContext, Task<T>> read)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<PortalDb>().Open());
    }

    private static int Next() => Interlocked.Increment(ref count);

    private async Task<GivenMember> SaveMemberAsync(PortalUser user)
    {
        user.ChoosePassword(Hash.Value);
        user.ConfirmEmail();
        await SaveAsync(db => db.Users.Add(user));
        return new GivenMember(user.Id, user.UserName!, user.FullName);
    }
}
