using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Stories;

namespace IndirectProvider.IntegrationTests.Isolation;

/// <summary>One provider's world with names found nowhere else, and the people who must see nothing of it.</summary>
public sealed class Victim : IAsyncLifetime
{
    /// <summary>The portal both live in.</summary>
    public SharedPortal Portal { get; } = new();

    /// <summary>The provider whose rows are attacked.</summary>
    public GivenProvider Provider { get; private set; } = null!;

    /// <summary>Another provider of the victim's reseller; none of the attackers works with it.</summary>
    public GivenProvider SecondProvider { get; private set; } = null!;

    /// <summary>Its reseller.</summary>
    public GivenReseller Reseller { get; private set; } = null!;

    /// <summary>Its invitation of somebody.</summary>
    public Guid InvitationId { get; private set; }

    /// <summary>Its customer.</summary>
    public GivenCustomer Customer { get; private set; } = null!;

    /// <summary>The customer's subscription.</summary>
    public Guid SubscriptionId { get; private set; }

    /// <summary>The address of that subscription.</summary>
    public string SubscriptionPath => $"/customers/{Customer.Id}/subscriptions/{SubscriptionId}";

    /// <summary>Its customer's Azure subscription.</summary>
    public Guid AzureSubscriptionId { get; private set; }

    /// <summary>Its order.</summary>
    public Guid OrderId { get; private set; }

    /// <summary>The address of an admin credential nobody has looked at yet.</summary>
    public string CredentialPath { get; private set; } = "";

    /// <summary>Another user of its customer.</summary>
    public GivenMember User { get; private set; } = null!;

    /// <summary>The address of that user's temporary password, which nobody has looked at yet.</summary>
    public string UserPasswordPath { get; private set; } = "";

    /// <summary>The address of a draft of subscriptions for its customer.</summary>
    public string AddSubscriptionPath { get; private set; } = "";

    /// <summary>People with every right in their own organisation, by what they are.</summary>
    public IReadOnlyDictionary<string, GivenMember> Attackers { get; private set; } = new Dictionary<string, GivenMember>();

    /// <summary>What an attacker must never read.</summary>
    public IReadOnlyList<string> Secrets =>
        [Provider.SupportEmail, Customer.Name, Customer.Domain, Customer.ContactEmail, Customer.Admin.UserName, User.UserName, User.Name, "Victim"];

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        var given = Portal.Given;
        Provider = await given.ProviderAsync("Victim Provider");
        SecondProvider = await given.ProviderAsync("Victim Second Provider");
        Reseller = await given.ResellerAsync("Victim Reseller", partnerOf: [Provider, SecondProvider]);
        Customer = await given.CustomerAsync(Provider, "Victim Customer", Reseller);
        SubscriptionId = await given.SubscriptionAsync(Provider, Customer, reseller: Reseller);
        User = await given.UserAsync(Customer);
        OrderId = await given.ReadAsync(db => Task.FromResult(db.Orders.Single(order => order.CustomerId == Customer.Id).Id));
        AzureSubscriptionId = await given.SubscriptionAsync(Provider, Customer, "ALT-CLD-PLN", 1);
        using (var staff = await given.SignedInAsync(Provider.Admin))
        {
            var form = (await staff.OpenAsync($"/customers/{Customer.Id}/reset-password")).Form("Reset password");
            CredentialPath = (await form.SubmitAsync("Reset password")).Location!;
            form = (await staff.OpenAsync($"/customers/{Customer.Id}/users/{User.Id}/reset-password")).Form("Reset password");
            UserPasswordPath = (await form.SubmitAsync("Reset password")).Location!;
            var request = (await staff.OpenAsync("/indirect-resellers/request")).Form("Send invitation");
            request.Fill("E-mail address", "victor@victim.example").Fill("Name", "Victor Victim");
            var step = await staff.BeginAddSubscriptionAsync(Customer.Id);
            AddSubscriptionPath = (await step.ToReviewAsync()).StepPath("")[..^1];
            InvitationId = Guid.Parse((await request.SubmitAsync("Send invitation")).Location!.Split('/')[^1]);
        }

        var stranger = await given.ProviderAsync("Stranger");
        Attackers = new Dictionary<string, GivenMember>
        {
            ["another provider's admin"] = stranger.Admin,
            ["another provider's customer"] = (await given.CustomerAsync(stranger, "Bystander")).Admin,
            ["another customer of the same provider"] = (await given.CustomerAsync(Provider, "Neighbour")).Admin,
            ["a reseller without partnership"] = (await given.ResellerAsync("Unrelated")).Admin,
            ["a partner that does not serve the customer"] = (await given.ResellerAsync("Colleague", partnerOf: Provider)).Admin,
            ["an operator"] = await given.OperatorAsync(),
        };
    }

    /// <inheritdoc />
    public async Task DisposeAsync() => await Portal.DisposeAsync();
}
