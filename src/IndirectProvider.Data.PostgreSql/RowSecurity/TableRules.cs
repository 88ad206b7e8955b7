namespace IndirectProvider.Data.PostgreSql.RowSecurity;

/// <summary>
/// Which rows of a table each viewpoint may touch, as SQL conditions; null: none. They are the tenants' walls of
/// <c>Visibility.cs</c> said once more in the database's own words, so that a query which lost its filter still finds
/// nothing of other tenants. What a viewpoint should not see of its own tenant stays with the query filters.
/// </summary>
internal sealed record TableRules(string Table)
{
    private const string Me = "(SELECT NULLIF(current_setting('portal.user', true), '')::uuid)";
    private const string MyProvider = "(SELECT NULLIF(current_setting('portal.provider', true), '')::uuid)";
    private const string MyReseller = "(SELECT NULLIF(current_setting('portal.reseller', true), '')::uuid)";
    private const string MyCustomer = "(SELECT NULLIF(current_setting('portal.customer', true), '')::uuid)";

    private const string OfProvider = $"\"ProviderId\" = {MyProvider}";
    private const string OfReseller = $"\"ResellerId\" = {MyReseller}";
    private const string OfCustomer = $"\"CustomerId\" = {MyCustomer}";
    private const string OfMe = $"\"UserId\" = {Me}";

    private const string OfAssociatedCustomer =
        $"\"CustomerId\" IN (SELECT a.\"CustomerId\" FROM \"CustomerResellers\" a WHERE a.\"ResellerId\" = {MyReseller} AND a.\"EndedAt\" IS NULL)";

    private const string OfKnownCustomer = OfAssociatedCustomer
        + $" OR \"CustomerId\" IN (SELECT s.\"CustomerId\" FROM \"Subscriptions\" s WHERE {MyReseller} IN (s.\"ResellerId\", s.\"SupportContactResellerId\"))";

    private const string MyTags = $"(SELECT m.\"TagId\" FROM \"MemberTags\" m WHERE m.\"UserId\" = {Me})";
    private const string MyTagged = $"(SELECT t.\"CustomerId\" FROM \"CustomerTags\" t WHERE t.\"TagId\" IN {MyTags})";
    private const string OfTaggedCustomer = $"{OfProvider} AND \"CustomerId\" IN {MyTagged}";

    private const string OfPartner = $"\"ResellerId\" IN (SELECT p.\"ResellerId\" FROM \"Partnerships\" p WHERE p.\"ProviderId\" = {MyProvider})";

    private const string OfOrderSeen = "EXISTS (SELECT 1 FROM \"Orders\" o WHERE o.\"Id\" = \"OrderId\")";

    private const string OfSubscriptionSeen = "EXISTS (SELECT 1 FROM \"Subscriptions\" s WHERE s.\"Id\" = \"SubscriptionId\")";

    private const string KnownToCustomer =
        $"IN (SELECT a.\"ResellerId\" FROM \"CustomerResellers\" a WHERE a.\"CustomerId\" = {MyCustomer} "
        + $"UNION ALL SELECT s.\"ResellerId\" FROM \"Subscriptions\" s WHERE s.\"CustomerId\" = {MyCustomer} "
        + $"UNION ALL SELECT s.\"SupportContactResellerId\" FROM \"Subscriptions\" s WHERE s.\"CustomerId\" = {MyCustomer})";

    /// <summary>Tables without an owner: everybody reads them, and only the portal writes them, through verbs of its own.</summary>
    public static readonly string[] WithoutOwner = ["Offers"];

    /// <summary>All other tables. A table that is missing here is refused at start.</summary>
    public static readonly TableRules[] All =
    [
        new("Providers")
        {
            Operator = "true",
            Provider = $"\"Id\" = {MyProvider}",
            Limited = $"\"Id\" = {MyProvider}",
            Reseller = $"\"Id\" IN (SELECT p.\"ProviderId\" FROM \"Partnerships\" p WHERE p.\"ResellerId\" = {MyReseller})",
            Customer = $"\"Id\" = {MyProvider}",
        },
        new("ProviderLogos") { Operator = "true", Provider = OfProvider },
        new("ProfileRequests") { Operator = "true", Provider = OfProvider },
        new("Resellers")
        {
            Provider = $"\"Id\" IN (SELECT p.\"ResellerId\" FROM \"Partnerships\" p WHERE p.\"ProviderId\" = {MyProvider})",
            Limited = $"\"Id\" IN (SELECT p.\"ResellerId\" FROM \"Partnerships\" p WHERE p.\"ProviderId\" = {MyProvider})",
            Reseller = $"\"Id\" = {MyReseller}",
            Customer = $"\"Id\" {KnownToCustomer}",
        },
        new("ResellerWords") { Provider = OfPartner, Limited = OfPartner, Reseller = OfReseller },
        new("Users")
        {
            Operator = "\"Organisation\" IN ('Operator', 'Provider')",
            Provider = OfProvider,
            Limited = $"{OfProvider} AND (\"CustomerId\" IS NULL OR \"CustomerId\" IN {MyTagged})",
            Reseller = $"{OfReseller} OR {OfAssociatedCustomer}",
            Customer = OfCustomer,
        },
        new("Sessions") { Everybody = OfMe },
        new("ListExports") { Everybody = OfMe },
        new("Authenticators") { Everybody = OfMe },
        new("RecoveryCodes") { Everybody = OfMe },
        new("UserPasskeys") { Everybody = OfMe },
        new("MicrosoftTenants") { Operator = "true", Provider = OfProvider, Limited = OfProvider, Reseller = OfReseller },
        new("Partnerships") { Provider = OfProvider, Limited = OfProvider, Reseller = OfReseller, Customer = $"{OfProvider} AND \"ResellerId\" {KnownToCustomer}" },
        new("PartnershipInvitations") { Provider = OfProvider, Limited = OfProvider },
        new("InvitationWords") { Provider = OfProvider, Limited = OfProvider },
        new("Customers")
        {
            Provider = OfProvider,
            Limited = $"{OfProvider} AND \"Id\" IN {MyTagged}",
            Reseller = OfKnownCustomer.Replace("\"CustomerId\" IN", "\"Id\" IN", StringComparison.Ordinal),
            Customer = $"\"Id\" = {MyCustomer}",
        },
        new("CustomerResellers") { Provider = OfProvider, Limited = OfTaggedCustomer, Reseller = OfReseller, Customer = OfCustomer },
        new("Tags") { Provider = OfProvider, Limited = $"{OfProvider} AND \"Id\" IN {MyTags}" },
        new("CustomerWords") { Provider = OfProvider, Limited = OfTaggedCustomer, Reseller = OfKnownCustomer, Customer = OfCustomer },
        new("CustomerTags") { Provider = OfProvider, Limited = $"{OfProvider} AND \"TagId\" IN {MyTags}" },
        new("MemberTags") { Provider = OfProvider, Limited = $"{OfProvider} AND {OfMe}" },
        new("TenantDomains") { Provider = OfProvider },
        new("AdminCredentials") { Provider = OfProvider, Limited = OfTaggedCustomer, Reseller = $"\"IssuedToUserId\" = {Me}", Customer = OfCustomer },
        new("Subscriptions")
        {
            Provider = OfProvider,
            Limited = OfTaggedCustomer,
            Reseller = $"{MyReseller} IN (\"ResellerId\", \"SupportContactResellerId\") OR {OfAssociatedCustomer}",
            Customer = OfCustomer,
        },
        new("SubscriptionWords") { Provider = OfProvider, Limited = OfSubscriptionSeen, Reseller = OfSubscriptionSeen, Customer = OfSubscriptionSeen },
        new("SubscriptionEvents") { Provider = OfProvider, Limited = OfSubscriptionSeen, Reseller = OfSubscriptionSeen, Customer = OfSubscriptionSeen },
        new("ResellerCredits") { Provider = OfProvider, Limited = OfSubscriptionSeen, Reseller = OfReseller, Customer = OfSubscriptionSeen },
        new("LicenseAssignments") { Provider = OfProvider, Limited = OfTaggedCustomer, Reseller = OfAssociatedCustomer, Customer = OfCustomer },
        new("AzureGrants") { Provider = OfProvider, Limited = OfTaggedCustomer, Reseller = OfReseller, Customer = OfCustomer },
        new("Orders") { Provider = OfProvider, Limited = OfTaggedCustomer },
        new("OrderLines") { Provider = OfProvider, Limited = OfOrderSeen },
        new("OrderSteps") { Provider = OfProvider, Limited = OfOrderSeen },
        new("OrderDrafts") { Provider = OfProvider, Limited = $"{OfTaggedCustomer} AND {OfMe}" },
        new("OutgoingMails") { Operator = "\"ProviderId\" IS NULL", Provider = OfProvider, Limited = OfProvider, IsAppendedByAnybody = true },
        new("AuditRecords")
        {
            Operator = "\"ForOperators\"",
            Provider = OfProvider,
            Limited = $"{OfProvider} AND (\"CustomerId\" IS NULL OR \"CustomerId\" IN {MyTagged})",
            Reseller = OfReseller,
            Customer = OfCustomer,
            IsAppendedByAnybody = true,
        },
        new("AuditSeals"),
        new("AccountLinks"),
        new("ProtectionKeys"),
        new("WorkerTurns"),
        new("WordBacklogs"),
        new("UserClaims"),
        new("UserLogins") { Everybody = OfMe },
        new("UserTokens"),
    ];

    /// <summary>For operators.</summary>
    public string? Operator { get; init; }

    /// <summary>For a provider's staff.</summary>
    public string? Provider { get; init; }

    /// <summary>For those of a provider's staff who are limited to customers with given tags.</summary>
    public string? Limited { get; init; }

    /// <summary>For a reseller's staff.</summary>
    public string? Reseller { get; init; }

    /// <summary>For a customer's members.</summary>
    public string? Customer { get; init; }

    /// <summary>For whoever is signed in.</summary>
    public string? Everybody { get; init; }

    /// <summary>Whether every unit of work may add rows, whoever will read them.</summary>
    public bool IsAppendedByAnybody { get; init; }

    /// <summary>The condition of the table's policy: which rows may be read, changed and written.</summary>
    public string Condition()
    {
        const string viewpoint = "(SELECT current_setting('portal.viewpoint', true))";
        var branches = new (string Viewpoint, string? Rows)[]
        {
            ("Portal", "true"), ("Operator", Operator), ("Provider", Provider), ("LimitedProvider", Limited), ("Reseller", Reseller), ("Customer", Customer),
        };
        var whens = branches.Where(b => b.Rows is not null).Select(b => $"WHEN '{b.Viewpoint}' THEN {b.Rows}");
        var rest = Everybody ?? "false";
        return $"CASE {viewpoint} {string.Join(' ', whens)} ELSE {rest} END";
    }
}
