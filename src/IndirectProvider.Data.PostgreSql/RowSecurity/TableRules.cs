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
            Reseller = $"\"Id\" IN (SELECT p.\"ProviderId\" FROM \"Partnerships\" p WHERE p.\"ResellerId\" = {MyReseller})",
            Customer = $"\"Id\" = {MyProvider}",
        },
        new("ProviderLogos") { Operator = "true", Provider = OfProvider },
        new("ProfileRequests") { Operator = "true", Provider = OfProvider },
        new("Resellers")
        {
            Provider = $"\"Id\" IN (SELECT p.\"ResellerId\" FROM \"Partnerships\" p WHERE p.\"ProviderId\" = {MyProvider})",
            Reseller = $"\"Id\" = {MyReseller}",
            Customer = $"\"Id\" {KnownToCustomer}",
        },
        new("Users")
        {
            Operator = "\"Organisation\" IN ('Operator', 'Provider')",
            Provider = OfProvider,
            Reseller = $"{OfReseller} OR {OfAssociatedCustomer}",
            Customer = OfCustomer,
        },
        new("Sessions") { Everybody = OfMe },
        new("Authenticators") { Everybody = OfMe },
        new("RecoveryCodes") { Everybody = OfMe },
        new("Partnerships") { Provider = OfProvider, Reseller = OfReseller, Customer = $"{OfProvider} AND \"ResellerId\" {KnownToCustomer}" },
        new("PartnershipInvitations") { Provider = OfProvider },
        new("Customers")
        {
            Provider = OfProvider,
            Reseller = $"{OfAssociatedCustomer.Replace("\"CustomerId\" IN", "\"Id\" IN", StringComparison.Ordinal)} "
                + $"OR \"Id\" IN (SELECT s.\"CustomerId\" FROM \"Subscriptions\" s WHERE {MyReseller} IN (s.\"ResellerId\", s.\"SupportContactResellerId\"))",
            Customer = $"\"Id\" = {MyCustomer}",
        },
        new("CustomerResellers") { Provider = OfProvider, Reseller = OfReseller, Customer = OfCustomer },
        new("Tags") { Provider = OfProvider },
        new("CustomerTags") { Provider = OfProvider },
        new("TenantDomains") { Provider = OfProvider },
        new("AdminCredentials") { Provider = OfProvider, Reseller = $"\"IssuedToUserId\" = {Me}", Customer = OfCustomer },
        new("Subscriptions")
        {
            Provider = OfProvider,
            Reseller = $"{MyReseller} IN (\"ResellerId\", \"SupportContactResellerId\") OR {OfAssociatedCustomer}",
            Customer = OfCustomer,
        },
        new("SubscriptionEvents") { Provider = OfProvider, Reseller = OfSubscriptionSeen, Customer = OfSubscriptionSeen },
        new("ResellerCredits") { Provider = OfProvider, Reseller = OfReseller, Customer = OfSubscriptionSeen },
        new("LicenseAssignments") { Provider = OfProvider, Reseller = OfAssociatedCustomer, Customer = OfCustomer },
        new("AzureGrants") { Provider = OfProvider, Reseller = OfReseller, Customer = OfCustomer },
        new("Orders") { Provider = OfProvider },
        new("OrderLines") { Provider = OfProvider },
        new("OrderSteps") { Provider = OfProvider },
        new("OrderDrafts") { Provider = OfProvider },
        new("OutgoingMails") { Operator = "\"ProviderId\" IS NULL", Provider = OfProvider, IsAppendedByAnybody = true },
        new("AuditRecords") { Provider = OfProvider, Reseller = OfReseller, Customer = OfCustomer, IsAppendedByAnybody = true },
        new("AccountLinks"),
        new("ProtectionKeys"),
        new("UserClaims"),
        new("UserLogins"),
        new("UserTokens"),
    ];

    /// <summary>For operators.</summary>
    public string? Operator { get; init; }

    /// <summary>For a provider's staff.</summary>
    public string? Provider { get; init; }

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
            ("Portal", "true"), ("Operator", Operator), ("Provider", Provider), ("Reseller", Reseller), ("Customer", Customer),
        };
        var whens = branches.Where(b => b.Rows is not null).Select(b => $"WHEN '{b.Viewpoint}' THEN {b.Rows}");
        var rest = Everybody ?? "false";
        return $"CASE {viewpoint} {string.Join(' ', whens)} ELSE {rest} END";
    }
}
