using System.Net;
using IndirectProvider.Accounts;
using IndirectProvider.Audit;
using IndirectProvider.Customers;
using IndirectProvider.Mail;
using IndirectProvider.Organisations;
using IndirectProvider.Subscriptions;
using IndirectProvider.Tenancy;
using IndirectProvider.Testing;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Html;
using IndirectProvider.Testing.Stories;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Isolation;

/// <summary>
/// One provider with a row of every kind that an address can name, all with names found nowhere else. Two of them are
/// made alike, so that every id of one has its counterpart in the other.
/// </summary>
public sealed class World
{
    private readonly Dictionary<string, Guid> _ids = [];

    /// <summary>The provider.</summary>
    public required GivenProvider Provider { get; init; }

    /// <summary>Its reseller that manages the customer.</summary>
    public required GivenReseller Reseller { get; init; }

    /// <summary>The customer.</summary>
    public required GivenCustomer Customer { get; init; }

    /// <summary>Another user of the customer.</summary>
    public required GivenMember User { get; init; }

    /// <summary>The resellers that are credited with and support the customer's subscription, and one that does neither.</summary>
    public required (GivenReseller Credited, GivenReseller Support, GivenReseller Partner) Others { get; init; }

    /// <summary>The rows by what they are.</summary>
    public IReadOnlyDictionary<string, Guid> Ids => _ids;

    /// <summary>Whom the provider has invited to be its partner.</summary>
    public string Invited => $"victor@{Provider.Id:N}.example";

    /// <summary>The tag on its customer.</summary>
    public string Tag => $"Tag {Provider.Id:N}";

    /// <summary>Makes a provider's world.</summary>
    public static async Task<World> MakeAsync(GivenPortal given, string name)
    {
        var provider = await given.ProviderAsync($"{name} Provider");
        var reseller = await given.ResellerAsync($"{name} Reseller", partnerOf: provider);
        var credited = await given.ResellerAsync($"{name} Credited", partnerOf: provider);
        var support = await given.ResellerAsync($"{name} Support", partnerOf: provider);
        var customer = await given.CustomerAsync(provider, $"{name} Customer", reseller);
        var world = new World
        {
            Provider = provider,
            Reseller = reseller,
            Customer = customer,
            User = await given.UserAsync(customer),
            Others = (credited, support, await given.ResellerAsync($"{name} Partner", partnerOf: provider)),
        };
        await world.FillAsync(given);
        return world;
    }

    /// <summary>What must not be read by those who may not know it, by subject.</summary>
    public IReadOnlyDictionary<string, string[]> Facts => new Dictionary<string, string[]>
    {
        ["provider"] = [Provider.Name, Provider.SupportEmail, Id("provider")],
        ["staff"] = [Provider.Admin.UserName, Provider.Admin.Name, Id("member"), Id("passkey")],
        ["invitations"] = [Invited, Id("invitation")],
        ["tags"] = [Tag, Id("tag")],
        ["back office"] = [Id("Microsoft link"), Id("Microsoft tenant"), Id("profile request"), Id("order"), Id("draft"), Id("draft of a new customer")],
        ["customer"] = [Customer.Name, Customer.ContactEmail, Id("customer"), Id("subscription")],
        ["domain"] = [Customer.Domain],
        ["users"] = [Customer.Admin.UserName, User.UserName, User.Name, Id("user"), Id("deleted user"), Id("Azure subscription")],
        ["passwords"] = [Id("credential"), Id("user's credential")],
        ["manages"] = FactsOf(Reseller),
        ["credited"] = FactsOf(Others.Credited),
        ["supports"] = FactsOf(Others.Support),
        ["partner"] = FactsOf(Others.Partner),
    };

    /// <summary>What else is sent with a request, in its query or its form, so that it gets as far as the row it is about.</summary>
    public IEnumerable<KeyValuePair<string, string>> Fields(PortalEndpoint endpoint) => endpoint switch
    {
        { Handler: "WantedLogo" } or { Route: "settings/public-entry", Handler: "Withdraw" } => [new("id", Id("profile request"))],
        { Handler: "AddTag" or "RemoveTag" } => [new("Input.CustomerIds", Id("customer")), new("Input.Tag", Tag)],
        { Route: "partners/grants/{subscriptionId:guid}" } => [new("reseller", Id("reseller"))],
        { Route: "account/security", Handler: "End" } => [new("sessionId", Id("session"))],
        { Route: "operator/providers" or "operator/providers/index", Handler: "Resend" } => [new("id", Id("provider"))],
        { Route: "operator/microsoft-sign-in" } => [new("id", Id("Microsoft link"))],
        { Handler: "Availability" } => [new("Customer.DomainPrefix", "some-name")],
        { Method: "POST", Route: var route } when route.EndsWith("/reset-password", StringComparison.Ordinal) => [new("CredentialId", $"{Guid.CreateVersion7()}")],
        _ => [],
    };

    /// <summary>What stands in an address for a parameter of a route; null when nobody has said yet.</summary>
    /// <param name="route">The route, with what tells variants of it apart.</param>
    /// <param name="parameter">The parameter's name.</param>
    public string? ValueOf(string route, string parameter) => (parameter, route) switch
    {
        ("customerId", _) => Id("customer"),
        ("resellerId", _) => Id("reseller"),
        ("subscriptionId", _) => Id("Azure subscription"),
        ("credentialId", _) => Id(route.Contains("/users/", StringComparison.Ordinal) || Starts(route, "users/") ? "user's credential" : "credential"),
        ("draftId", _) => Id(Starts(route, "customers/new/") ? "draft of a new customer" : "draft"),
        ("id", _) when route.Contains("/subscriptions/{", StringComparison.Ordinal) => Id("subscription"),
        ("id", _) when Starts(route, "account/security/passkeys/") => Id("passkey"),
        ("id", _) when Starts(route, "operator/users/") => Id("operator"),
        ("id", _) when Starts(route, "settings/users/") => Id(route.EndsWith("#reseller", StringComparison.Ordinal) ? "reseller's member" : "member"),
        ("id", _) when route.Contains("users/{", StringComparison.Ordinal) => Id(route.EndsWith("/restore", StringComparison.Ordinal) ? "deleted user" : "user"),
        ("id", _) when Starts(route, "indirect-resellers/invitations/") => Id("invitation"),
        ("id", _) when Starts(route, "indirect-resellers/") => Id("reseller"),
        ("id", _) when Starts(route, "orders/") => Id("order"),
        ("id", _) when Starts(route, "mails/") => Id("mail"),
        ("id", _) when Starts(route, "operator/mails/") => Id("portal's mail"),
        ("id", _) when Starts(route, "activity/") => Id("activity"),
        ("id", _) when Starts(route, "operator/profile-requests/") => Id("profile request"),
        ("id", _) when Starts(route, "customers/") => Id("customer"),
        ("id", _) when Starts(route, "indirect-providers/") || Starts(route, "operator/providers/") || Starts(route, "find-a-provider/") => Id("provider"),
        ("offerId", _) => "ALT-OFF-STD",
        ("code", _) => "404",
        ("token" or "secret", _) => "no-such-token",
        _ => null,
    };

    private static bool Starts(string route, string prefix) => route.StartsWith(prefix, StringComparison.Ordinal);

    private static string[] FactsOf(GivenReseller reseller) => [reseller.Name, reseller.Admin.UserName, reseller.Id.ToString()];

    private string Id(string what) => _ids[what].ToString();

    private async Task FillAsync(GivenPortal given)
    {
        var deleted = await given.UserAsync(Customer);
        _ids["provider"] = Provider.Id;
        _ids["reseller"] = Reseller.Id;
        _ids["credited reseller"] = Others.Credited.Id;
        _ids["supporting reseller"] = Others.Support.Id;
        _ids["partner"] = Others.Partner.Id;
        _ids["customer"] = Customer.Id;
        _ids["user"] = User.Id;
        _ids["deleted user"] = deleted.Id;
        _ids["subscription"] = await given.SubscriptionAsync(Provider, Customer, reseller: Others.Credited, supportContact: Others.Support);
        _ids["order"] = await given.ReadAsync(db => db.Orders.Where(o => o.CustomerId == Customer.Id).Select(o => o.Id).SingleAsync());
        _ids["Azure subscription"] = await given.SubscriptionAsync(Provider, Customer, "ALT-CLD-PLN", 1);
        _ids["operator"] = (await given.OperatorAsync()).Id;
        _ids["member"] = (await given.StaffAsync(Provider, 0)).Id;
        _ids["reseller's member"] = (await given.StaffAsync(Reseller, 0)).Id;
        await given.SaveAsync(db =>
        {
            db.Users.Single(u => u.Id == deleted.Id).Delete(given.Now);
            var tag = db.Tags.Add(Staff.Tag.Create(Provider.Id, Tag, given.Now)).Entity;
            db.CustomerTags.Add(CustomerTag.Of(Provider.Id, Customer.Id, tag.Id));
            _ids["tag"] = tag.Id;
            var made = new UserPasskeyInfo(_ids["member"].ToByteArray(), [], given.Now, 0, [], isUserVerified: true, isBackupEligible: false, isBackedUp: false, [], []);
            _ids["passkey"] = db.UserPasskeys.Add(Passkey.Add(_ids["member"], new NewPasskey(made, given.Now), "Key", given.Now)).Entity.Id;
            var link = db.MicrosoftTenants.Add(MicrosoftTenant.Link(db.Users.Single(u => u.Id == Provider.Admin.Id), Guid.NewGuid(), given.Now)).Entity;
            (_ids["Microsoft link"], _ids["Microsoft tenant"]) = (link.Id, link.TenantId);
            db.ProviderLogos.Add(ProviderLogo.Of(Provider.Id, new LogoPicture("image/png", Pictures.Png()), given.Now));
            var admin = new Actor(Provider.Admin.Id, Provider.Admin.Name, Provider.Name, null, null) { OrganisationId = Provider.Id };
            var line = AuditRecord.Of(given.Now, admin, AuditAction.CustomerChanged, Customer.Id, Customer.Name, new Concerned(Provider.Id, Reseller.Id, Customer.Id), null);
            _ids["activity"] = db.AuditRecords.Add(line).Entity.Id;
            var azure = db.Subscriptions.Single(s => s.Id == _ids["Azure subscription"]);
            db.AzureGrants.Add(AzureGrant.Give(azure, Reseller.Id, new Actor(Customer.Admin.Id, Customer.Admin.Name, Customer.Name, null, null), given.Now));
        });
        using var staff = await given.SignedInAsync(Provider.Admin);
        _ids["session"] = await given.ReadAsync(db => db.Sessions.Where(s => s.UserId == Provider.Admin.Id).Select(s => s.Id).SingleAsync());
        var entry = (await staff.OpenAsync("/settings/public-entry/change")).Form("Send request").Attach("Logo", "logo.png", Pictures.Png());
        (await entry.SubmitAsync("Send request")).Expect(HttpStatusCode.Found);
        _ids["profile request"] = await given.ReadAsync(db => db.ProfileRequests.Where(r => r.ProviderId == Provider.Id).Select(r => r.Id).SingleAsync());
        _ids["credential"] = await ResetAsync(staff, $"/customers/{Customer.Id}/reset-password");
        _ids["user's credential"] = await ResetAsync(staff, $"/customers/{Customer.Id}/users/{User.Id}/reset-password");
        var request = (await staff.OpenAsync("/indirect-resellers/request")).Form("Send invitation").Fill("E-mail address", Invited).Fill("Name", "Victor Victim");
        _ids["invitation"] = Guid.Parse((await request.SubmitAsync("Send invitation")).Location!.Split('/')[^1]);
        _ids["mail"] = await given.ReadAsync(db => db.PartnershipInvitations.Where(i => i.Id == _ids["invitation"]).Select(i => i.MailId!.Value).SingleAsync());
        await given.SaveAsync(db =>
        {
            var mail = OutgoingMail.Waiting(null, new MailAddressee(Provider.Admin.UserName, "", "en"), "Welcome", [1], null, given.Now);
            mail.MarkSent(given.Now);
            _ids["portal's mail"] = db.OutgoingMails.Add(mail).Entity.Id;
        });
        _ids["draft"] = DraftOf(await (await staff.BeginAddSubscriptionAsync(Customer.Id)).ToReviewAsync());
        _ids["draft of a new customer"] = DraftOf(await (await (await staff.BeginNewCustomerAsync()).ToSubscriptionsAsync(NewCustomerStory.FreePrefix())).ToReviewAsync());
    }

    private static async Task<Guid> ResetAsync(PortalClient staff, string path) =>
        Guid.Parse((await (await staff.OpenAsync(path)).Form("Reset password").SubmitAsync("Reset password")).Location!.Split('/')[^1]);

    private static Guid DraftOf(Page step) => Guid.Parse(step.Path.Split('/')[^2]);
}
