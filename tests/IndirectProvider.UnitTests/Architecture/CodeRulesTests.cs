using System.Reflection;
using IndirectProvider.Tenancy;
using IndirectProvider.Web.Security;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IndirectProvider.UnitTests.Architecture;

public sealed class CodeRulesTests
{
    private static readonly string[] Saving = ["SaveChanges", "ExecuteUpdate", "ExecuteDelete", "ExecuteSql"];

    [Fact]
    public void Pages_do_not_save() =>
        Rule.Holds(
            from type in Portal.Web.GetTypes()
            where IsPage(type)
            from member in CodeReader.MembersUsedBy(type)
            where Saving.Any(verb => member.Name.StartsWith(verb, StringComparison.Ordinal))
            select $"{CodeReader.Outermost(type).FullName} calls {member.Name}: let a verb of Core do it");

    [Fact]
    public void The_time_comes_from_TimeProvider() =>
        Rule.Holds(
            from assembly in Portal.All
            from type in assembly.GetTypes()
            from member in CodeReader.MembersUsedBy(type)
            where IsClock(member)
            select $"{CodeReader.Outermost(type).FullName} calls {member.DeclaringType!.Name}.{member.Name}");

    /// <summary>Where rows of all tenants may be read on purpose. Every entry needs its reason.</summary>
    private static readonly Dictionary<string, string> LiftsTheFilter = new()
    {
        ["IndirectProvider.Data.PostgreSql.RowSecurity.RowSecuritySwitch"] = "asks PostgreSQL for its users and tables, not for rows",
    };

    [Fact]
    public void The_tenant_filter_is_lifted_only_where_the_list_says_so() =>
        Rule.Holds(
            from assembly in Portal.All
            from type in assembly.GetTypes()
            where CodeReader.MembersUsedBy(type).Any(member => IsPastTheFilter(member.Name))
            let name = CodeReader.Outermost(type).FullName
            where !LiftsTheFilter.ContainsKey(name!)
            select $"{name} reads past the tenant filter");

    private static bool IsPastTheFilter(string name) =>
        name is "IgnoreQueryFilters" or "SqlQuery" or "SqlQueryRaw" or "FromSql" or "FromSqlRaw" or "FromSqlInterpolated"
        || name.StartsWith("ExecuteSql", StringComparison.Ordinal);

    /// <summary>Who may open the view of all tenants (PortalDb). Every entry needs its reason.</summary>
    private static readonly Dictionary<string, string> SeesAllTenants = new()
    {
        ["IndirectProvider.CoreFeatures"] = "registers it",
        ["IndirectProvider.Accounts.AcceptWithMicrosoft"] = "the person is not signed in",
        ["IndirectProvider.Audit.SealAuditLog"] = "a worker's round over the activity log of all organisations",
        ["IndirectProvider.Audit.VerifyAuditLog"] = "reads the whole activity log; only from the command line",
        ["IndirectProvider.Web.Commands.VerifyLog"] = "asks whether the database is of this version; only from the command line",
        ["IndirectProvider.Web.Commands.Migrate"] = "asks which migrations are missing; only from the command line",
        ["IndirectProvider.Web.Commands.NewOperator"] = "asks whether the database is of this version; only from the command line",
        ["IndirectProvider.Accounts.CreateOperator"] = "an address has one account in all organisations; only from the command line",
        ["IndirectProvider.Accounts.AccountLinks"] = "finds one-time links of people who are not signed in",
        ["IndirectProvider.Accounts.AddPasskey"] = "an account belongs to its person, whatever the organisation",
        ["IndirectProvider.Accounts.ChangePassword"] = "an account belongs to its person, whatever the organisation",
        ["IndirectProvider.Accounts.ConfirmEmail"] = "the person is not signed in",
        ["IndirectProvider.Accounts.ConfirmIdentity"] = "an account belongs to its person, whatever the organisation",
        ["IndirectProvider.Accounts.ConfirmWithMicrosoft"] = "an account belongs to its person, whatever the organisation",
        ["IndirectProvider.Accounts.ConnectMicrosoftAccount"] = "a Microsoft account is unique across all organisations; writes the person's own account",
        ["IndirectProvider.Accounts.CreateProvider"] = "makes a tenant; only operators get there",
        ["IndirectProvider.Accounts.EndSessions"] = "an account belongs to its person, whatever the organisation",
        ["IndirectProvider.Accounts.FinishSignIn"] = "the person is not signed in",
        ["IndirectProvider.Accounts.FollowExport"] = "how far an export is belongs to its person, whatever the organisation",
        ["IndirectProvider.Accounts.ForgetRegistrations"] = "a worker's round over all resellers",
        ["IndirectProvider.Accounts.LinkMicrosoftTenant"] = "a tenant is unique across all organisations; writes the admin's own one",
        ["IndirectProvider.Accounts.MakeRecoveryCodes"] = "an account belongs to its person, whatever the organisation",
        ["IndirectProvider.Accounts.MicrosoftRule"] = "the person is not signed in",
        ["IndirectProvider.Accounts.PasswordTries"] = "the person is not signed in",
        ["IndirectProvider.Accounts.PostPasswordLink"] = "part of verbs for people who are not signed in; links have no owner",
        ["IndirectProvider.Accounts.PrepareFirstOperator"] = "runs at start, for nobody",
        ["IndirectProvider.Accounts.RegisterReseller"] = "the person is not signed in, and its organisation does not exist yet",
        ["IndirectProvider.Accounts.RemovePasskey"] = "an account belongs to its person, whatever the organisation",
        ["IndirectProvider.Accounts.RenamePasskey"] = "an account belongs to its person, whatever the organisation",
        ["IndirectProvider.Accounts.RemoveSecondFactor"] = "what makes up a second factor is hidden from everybody but its person; checks first that the account is visible",
        ["IndirectProvider.Accounts.RequestPasswordReset"] = "the person is not signed in",
        ["IndirectProvider.Accounts.RequireMicrosoft"] = "an operator helps an organisation of either kind; checks first that it is an operator",
        ["IndirectProvider.Accounts.ResendWelcome"] = "an operator writes a provider's account; only operators get there",
        ["IndirectProvider.Accounts.SecondFactorTries"] = "the person is not signed in",
        ["IndirectProvider.Accounts.Sessions"] = "a session is looked for before anybody is known",
        ["IndirectProvider.Accounts.SetPassword"] = "the person is not signed in",
        ["IndirectProvider.Accounts.SetUpAuthenticator"] = "an account belongs to its person, whatever the organisation",
        ["IndirectProvider.Accounts.SetUpOperator"] = "the person is not signed in",
        ["IndirectProvider.Accounts.SignIn"] = "the person is not signed in",
        ["IndirectProvider.Accounts.SignInWithMicrosoft"] = "the person is not signed in",
        ["IndirectProvider.Accounts.SignInWithPasskey"] = "the person is not signed in",
        ["IndirectProvider.Accounts.SignOut"] = "an account belongs to its person, whatever the organisation",
        ["IndirectProvider.Accounts.TurnOffAuthenticator"] = "an account belongs to its person, whatever the organisation",
        ["IndirectProvider.Accounts.UnlinkMicrosoftTenant"] = "logins are hidden from everybody but their person; takes those of the own organisation's staff",
        ["IndirectProvider.Staff.InviteMember"] = "an address is unique across all organisations; makes a user of the own one",
        ["IndirectProvider.Staff.DisableMember"] = "a link has no owner; the account comes from StaffOf, the own organisation's staff",
        ["IndirectProvider.Staff.PostMemberInvitation"] = "a link has no owner; the account comes from StaffOf, the own organisation's staff",
        ["IndirectProvider.Staff.ResendMemberInvitation"] = "a link has no owner; the account comes from StaffOf, the own organisation's staff",
        ["IndirectProvider.Staff.SendMemberPasswordLink"] = "a link has no owner; the account comes from StaffOf, the own organisation's staff",
        ["IndirectProvider.Staff.WithdrawMemberInvitation"] = "a link has no owner; the account comes from StaffOf, the own organisation's staff",
        ["IndirectProvider.Data.FillWords"] = "runs at start, over the rows of all organisations",
        ["IndirectProvider.Catalog.LoadCatalog"] = "the catalogue has no owner; nobody is signed in when it is loaded",
        ["IndirectProvider.Customers.AcceptInvitation"] = "a reseller accepts what a provider owns",
        ["IndirectProvider.Customers.AcceptProfileRequest"] = "an operator changes a provider; only operators get there",
        ["IndirectProvider.Customers.ChangeProviderProfile"] = "an operator changes a provider; only operators get there",
        ["IndirectProvider.Customers.RefuseProfileRequest"] = "an operator answers a provider; only operators get there",
        ["IndirectProvider.Organisations.ChangeProviderSupport"] = "a PartnerID is unique across all providers and resellers; writes the scope's own provider",
        ["IndirectProvider.Organisations.ReadDirectory"] = "the public directory is the same for everybody; only entries of listed providers leave it",
        ["IndirectProvider.Organisations.RequestProfileChange"] = "a display name is unique across all providers; answers yes or no",
        ["IndirectProvider.Customers.ForgetUnseenCredentials"] = "a worker's round over all providers",
        ["IndirectProvider.Mail.CountMails"] = "operators read how many mails of a provider are not sent, and nothing else of them",
        ["IndirectProvider.Mail.DeliverMail"] = "sends the mails of all providers",
        ["IndirectProvider.Mail.ForgetFailedMails"] = "a worker's round over all providers",
        ["IndirectProvider.Mail.RecordDelivery"] = "sends the mails of all providers",
        ["IndirectProvider.Mail.TakeMail"] = "sends the mails of all providers",
        ["IndirectProvider.Operations.ReadCondition"] = "counts for operators and watchers, without anybody's name",
        ["IndirectProvider.Operations.TakeTurn"] = "whose turn a worker's work is, is the installation's",
        ["IndirectProvider.Orders.FulfilOrder"] = "resumes orders of all providers, and saves what belongs to the vendor's side",
        ["IndirectProvider.Orders.RecordSubscriptions"] = "the last step of an order that a worker may have resumed for any provider",
        ["IndirectProvider.Orders.ResumeOrders"] = "a worker's round over all providers",
        ["IndirectProvider.Orders.SettleOrder"] = "makes the customer's administrator, whose row the provider may not write",
        ["IndirectProvider.Customers.CheckDomainPrefix"] = "a prefix is unique across all providers; answers yes or no",
        ["IndirectProvider.Orders.PruneDrafts"] = "a worker's round over all providers",
        ["IndirectProvider.Orders.ReadDraft"] = "another's draft id must not look like a wizard that can be begun",
        ["IndirectProvider.Subscriptions.AdvanceSubscriptions"] = "time moves the subscriptions of all providers",
        ["IndirectProvider.Web.Demo.FillDemoData"] = "fills an empty database, in Development only",
        ["IndirectProvider.Partnerships.DeclineInvitation"] = "the link is enough, whoever holds it",
        ["IndirectProvider.Partnerships.ExpireInvitations"] = "a worker's round over all providers",
        ["IndirectProvider.Partnerships.OpenInvitation"] = "the link is enough, whoever holds it",
        ["IndirectProvider.Partnerships.ReadInvitation"] = "the link is enough, whoever holds it",
        ["IndirectProvider.Partnerships.RetryMail"] = "a mail is nobody's to write, and links have no owner; checks first that the mail is visible",
        ["IndirectProvider.Partnerships.RequireSecondFactor"] = "counts the users of partner resellers, and says their number only; writes the scope's own provider",
        ["IndirectProvider.Partnerships.RecordBounces"] = "a worker's round over all providers",
        ["IndirectProvider.Subscriptions.ChangeQuantity"] = "counts assigned licences, which a reseller that is only credited does not see",
        ["IndirectProvider.Subscriptions.EndPartnership"] = "either side may end it; customers and subscriptions are the provider's",
        ["IndirectProvider.Subscriptions.PurgeDeletedUsers"] = "a worker's round over all providers",
        ["IndirectProvider.Subscriptions.RemoveAdministration"] = "the customer decides over rows that are the provider's",
        ["IndirectProvider.Web.Hosting.AccountsSetup"] = "accounts are looked up before anybody is signed in",
        ["IndirectProvider.Web.Hosting.DatabaseClock"] = "asks the database for its time",
        ["IndirectProvider.Web.Hosting.DatabaseSetup"] = "migrations, at start",
        ["IndirectProvider.Web.Hosting.KeysSetup"] = "the data-protection keys are the installation's",
        ["IndirectProvider.Web.Workers.PollingWorker"] = "sets how long a worker's queries may take",
        ["IndirectProvider.Web.Security.MemberSession"] = "reads the member's row that the tenant scope comes from",
    };

    [Fact]
    public void All_tenants_are_seen_only_where_the_list_says_so()
    {
        var users =
            (from assembly in Portal.All
             from type in assembly.GetTypes()
             where CodeReader.Outermost(type).FullName != "IndirectProvider.Data.PortalDb" && CodeReader.TypesUsedBy(type).Any(used => used.FullName == "IndirectProvider.Data.PortalDb")
             select CodeReader.Outermost(type).FullName!).ToHashSet();

        Rule.Holds(users.Except(SeesAllTenants.Keys).Select(name => $"{name} sees all tenants' rows and is not on the list"));
        Rule.Holds(SeesAllTenants.Keys.Except(users).Select(name => $"{name} is on the list and does not need to be"));
    }

    /// <summary>Where text reaches a page past the encoder. Every entry needs its reason.</summary>
    private static readonly Dictionary<string, string> WritesRaw = new()
    {
        ["FindAProvider/_PublicLayout.cshtml"] =
            "JSON for search engines: HTML encoding would spoil it, and the serializer writes no character that ends its element (DirectoryTests)",
    };

    [Fact]
    public void Text_goes_past_the_encoder_only_where_the_list_says_so()
    {
        // Read from the views: what Razor makes of them uses the same call for attributes of its own.
        var pages = IndirectProvider.Testing.RepositoryFolder.Path("src", "IndirectProvider.Web", "Pages");
        var writers = Directory.EnumerateFiles(pages, "*.cshtml", SearchOption.AllDirectories)
            .Where(file => File.ReadAllText(file).Contains("Html.Raw", StringComparison.Ordinal))
            .Select(file => Path.GetRelativePath(pages, file).Replace('\\', '/'))
            .ToHashSet();

        Rule.Holds(writers.Except(WritesRaw.Keys).Select(name => $"{name} writes past the encoder and is not on the list"));
        Rule.Holds(WritesRaw.Keys.Except(writers).Select(name => $"{name} is on the list and does not need to be"));
    }

    /// <summary>What makes or opens a secret that a page then shows.</summary>
    private static readonly string[] GivesSecrets =
        ["Customers.RevealAdminCredential", "Accounts.SetUpAuthenticator", "Accounts.MakeRecoveryCodes", "Partnerships.RequestPartnership"];

    [Fact]
    public void Pages_that_show_a_secret_say_so()
    {
        var givers = GivesSecrets.Select(name => typeof(TenantScope).Assembly.GetType($"IndirectProvider.{name}", throwOnError: true)!).ToList();

        Rule.Holds(
            from type in Portal.Web.GetTypes()
            where typeof(PageModel).IsAssignableFrom(type) && !type.IsAbstract
            where type.GetConstructors().SelectMany(c => c.GetParameters()).Any(p => givers.Contains(p.ParameterType))
            where type.GetCustomAttribute<ShowsSecretAttribute>() is null
            select $"{type.FullName} is compressed: add [ShowsSecret]");
    }

    private static bool IsPage(Type type) =>
        type.Namespace is { } name
        && (name.StartsWith("IndirectProvider.Web.Pages", StringComparison.Ordinal) || name.StartsWith("AspNetCoreGeneratedDocument", StringComparison.Ordinal));

    private static bool IsClock(MemberInfo member) =>
        (member.DeclaringType == typeof(DateTime) || member.DeclaringType == typeof(DateTimeOffset))
        && member.Name is "get_Now" or "get_UtcNow" or "get_Today";
}
