using IndirectProvider.Accounts;
using IndirectProvider.Tenancy;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.ApplicationModels;

namespace IndirectProvider.Web.Security;

/// <summary>
/// Who may open which page: the one place where that is decided. Closed by default; what people who are not signed in
/// may open is the list at the end.
/// </summary>
public static class AccessPolicies
{
    private const MemberRole Anybody = MemberRole.Member;
    private const MemberRole Agents = MemberRole.GlobalAdmin | MemberRole.AdminAgent;
    private const MemberRole UserAdmins = MemberRole.GlobalAdmin | MemberRole.UserAdmin;
    private const MemberRole Sellers = Agents | MemberRole.SalesAgent;
    private const MemberRole Readers = Sellers | MemberRole.HelpdeskAgent | MemberRole.BillingAdmin;

    private static readonly Dictionary<string, MemberRequirement> Policies = new()
    {
        ["Operators"] = new((OrganisationKind.Operator, Anybody)),
        ["Providers: invite"] = new((OrganisationKind.Provider, Sellers)),
        ["Providers: end partnerships"] = new((OrganisationKind.Provider, Agents)) { WithAllCustomers = true },
        ["Providers: read customers"] = new((OrganisationKind.Provider, Readers)),
        ["Customers: read"] = new((OrganisationKind.Provider, Readers), (OrganisationKind.Reseller, Readers)),
        ["Customers: change"] = new((OrganisationKind.Provider, Sellers), (OrganisationKind.Reseller, Agents)),
        ["Customers: read activity"] = new((OrganisationKind.Provider, Agents), (OrganisationKind.Reseller, Agents)),
        ["Activity: read"] = new(
            (OrganisationKind.Provider, Agents),
            (OrganisationKind.Reseller, Agents),
            (OrganisationKind.Customer, MemberRole.GlobalAdmin),
            (OrganisationKind.Operator, Anybody)),
        ["Providers: associations"] = new((OrganisationKind.Provider, Agents)),
        ["Partners: read"] = new((OrganisationKind.Customer, MemberRole.GlobalAdmin | MemberRole.UserAdmin | MemberRole.BillingAdmin)),
        ["Partners: decide"] = new((OrganisationKind.Customer, MemberRole.GlobalAdmin)),
        ["Providers: order"] = new((OrganisationKind.Provider, Sellers)),
        ["Providers: add customers"] = new((OrganisationKind.Provider, Sellers)) { WithAllCustomers = true },
        ["Providers: tag customers"] = new((OrganisationKind.Provider, Sellers)) { WithAllCustomers = true },
        ["Providers: read orders"] = new((OrganisationKind.Provider, Sellers | MemberRole.BillingAdmin)),
        ["Providers: change subscriptions"] = new((OrganisationKind.Provider, Sellers)),
        ["Providers: reset customer passwords"] = new((OrganisationKind.Provider, Agents | MemberRole.HelpdeskAgent)),
        ["Users: read"] = new(
            (OrganisationKind.Customer, UserAdmins | MemberRole.BillingAdmin),
            (OrganisationKind.Provider, Readers),
            (OrganisationKind.Reseller, Agents | MemberRole.HelpdeskAgent)),
        ["Users: manage"] = new((OrganisationKind.Customer, UserAdmins), (OrganisationKind.Provider, Agents), (OrganisationKind.Reseller, Agents)),
        ["Users: reset passwords"] = new(
            (OrganisationKind.Customer, UserAdmins),
            (OrganisationKind.Provider, Agents | MemberRole.HelpdeskAgent),
            (OrganisationKind.Reseller, Agents | MemberRole.HelpdeskAgent)),
        ["Providers: mails"] = new((OrganisationKind.Provider, Sellers)) { WithAllCustomers = true },
        ["Providers: settings"] = new((OrganisationKind.Provider, MemberRole.GlobalAdmin)),
        ["Providers: read catalog"] = new((OrganisationKind.Provider, Readers)),
        ["Renewals: read"] = new((OrganisationKind.Provider, Readers), (OrganisationKind.Reseller, Sellers | MemberRole.HelpdeskAgent)),
        ["Resellers: support"] = new((OrganisationKind.Reseller, Sellers | MemberRole.HelpdeskAgent)),
        ["Resellers: settings"] = new((OrganisationKind.Reseller, MemberRole.GlobalAdmin)),
        ["Resellers"] = new((OrganisationKind.Reseller, Anybody)),
        ["Resellers: end partnerships"] = new((OrganisationKind.Reseller, Agents)),
        ["Microsoft sign-in"] = new((OrganisationKind.Provider, MemberRole.GlobalAdmin), (OrganisationKind.Reseller, MemberRole.GlobalAdmin)),
        ["Staff"] = new((OrganisationKind.Provider, Anybody), (OrganisationKind.Reseller, Anybody)),
        ["Staff: manage"] = new((OrganisationKind.Provider, UserAdmins), (OrganisationKind.Reseller, UserAdmins)),
        ["Subscriptions: read"] = new(
            (OrganisationKind.Provider, Readers),
            (OrganisationKind.Reseller, Readers),
            (OrganisationKind.Customer, MemberRole.GlobalAdmin | MemberRole.BillingAdmin)),
        ["Subscriptions: change"] = new((OrganisationKind.Provider, Sellers), (OrganisationKind.Reseller, Agents)),
    };

    /// <summary>Registers the policies.</summary>
    public static void AddAccessPolicies(this IServiceCollection services)
    {
        var builder = services.AddAuthorizationBuilder();
        foreach (var (name, requirement) in Policies)
        {
            builder.AddPolicy(name, p => p.RequireAuthenticatedUser().AddRequirements(requirement));
        }

        builder.SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddScoped<IAuthorizationHandler, MemberRequirementHandler>();
    }

    /// <summary>Says which policy guards which folder or page.</summary>
    public static void Guard(PageConventionCollection pages)
    {
        pages.AuthorizeFolder("/Operator", "Operators");
        pages.AuthorizeFolder("/IndirectResellers", "Providers: invite");
        pages.AuthorizePage("/IndirectResellers/Remove", "Providers: end partnerships");
        pages.AuthorizeFolder("/IndirectProviders", "Resellers");
        pages.AuthorizePage("/IndirectProviders/Leave", "Resellers: end partnerships");
        pages.AuthorizeFolder("/Customers", "Customers: read");
        pages.AuthorizeFolder("/Customers/New", "Providers: add customers");
        pages.AuthorizeFolder("/Customers/AddSubscription", "Providers: order");
        pages.AuthorizePage("/Customers/EditAccount", "Customers: change");
        pages.AuthorizePage("/Customers/EditBillTo", "Customers: change");
        pages.AuthorizePage("/Customers/Activity", "Customers: read activity");
        pages.AuthorizePage("/Customers/AdminRelationships", "Providers: read customers");
        pages.AuthorizeFolder("/Customers/Associations", "Providers: associations");
        pages.AuthorizeFolder("/Partners", "Partners: read");
        pages.AuthorizePage("/Partners/Remove", "Partners: decide");
        pages.AuthorizePage("/Partners/Grant", "Partners: decide");
        pages.AuthorizePage("/Customers/Orders", "Providers: read orders");
        pages.AuthorizePage("/Customers/ResetPassword", "Providers: reset customer passwords");
        pages.AuthorizePage("/Customers/Credential", "Providers: reset customer passwords");
        pages.AuthorizeFolder("/Orders", "Providers: read orders");
        pages.AuthorizeFolder("/Subscriptions", "Subscriptions: read");
        pages.AuthorizeFolder("/Subscriptions/Manage", "Subscriptions: change");
        pages.AuthorizeFolder("/Subscriptions/Sell", "Providers: change subscriptions");
        pages.AuthorizeFolder("/Users", "Users: read");
        pages.AuthorizePage("/Users/New", "Users: manage");
        pages.AuthorizePage("/Users/Edit", "Users: manage");
        pages.AuthorizePage("/Users/Delete", "Users: manage");
        pages.AuthorizePage("/Users/Restore", "Users: manage");
        pages.AuthorizePage("/Users/Assign", "Users: manage");
        pages.AuthorizePage("/Users/ResetPassword", "Users: reset passwords");
        pages.AuthorizePage("/Users/Password", "Users: reset passwords");
        pages.AuthorizePage("/Settings/PublicEntry", "Providers: settings");
        pages.AuthorizePage("/Settings/ChangeEntry", "Providers: settings");
        pages.AuthorizePage("/Settings/Support", "Providers: settings");
        pages.AuthorizeFolder("/ActivityLog", "Activity: read");
        pages.AuthorizePage("/Settings/SignIn", "Providers: settings");
        pages.AuthorizeFolder("/Mails", "Providers: mails");
        pages.AuthorizeFolder("/Catalog", "Providers: read catalog");
        pages.AuthorizeFolder("/Renewals", "Renewals: read");
        pages.AuthorizeFolder("/SupportContact", "Resellers: support");
        pages.AuthorizePage("/Settings/Company", "Resellers: settings");
        pages.AuthorizeFolder("/Settings/Users", "Staff: manage");
        pages.AuthorizePage("/Settings/MicrosoftSignIn", "Microsoft sign-in");
        pages.AuthorizePage("/Account/MicrosoftAccount", "Staff");

        pages.AllowAnonymousToPage("/Account/SignIn");
        pages.AllowAnonymousToPage("/Account/SecondFactor");
        pages.AllowAnonymousToPage("/Account/Microsoft");
        pages.AllowAnonymousToPage("/Account/MicrosoftNotDone");
        pages.AllowAnonymousToPage("/Account/ForgotPassword");
        pages.AllowAnonymousToPage("/Account/SetPassword");
        pages.AllowAnonymousToPage("/Account/ConfirmEmail");
        pages.AllowAnonymousToPage("/Account/Register");
        pages.AllowAnonymousToPage("/Account/Registered");
        pages.AllowAnonymousToPage("/Account/PartnerAgreement");
        pages.AllowAnonymousToPage("/Account/SetUp");
        pages.AllowAnonymousToFolder("/FindAProvider");
        pages.AllowAnonymousToFolder("/Invitation");
        pages.AllowAnonymousToFolder("/Preferences");
        pages.AllowAnonymousToFolder("/Errors");
        pages.AllowAnonymousToFolder("/Dev");
    }

    /// <summary>Says which pages are so sensitive that only somebody who has just signed in may open them.</summary>
    public static void AskAgain(PageConventionCollection pages)
    {
        pages.RequireFreshSignIn("/Account/Authenticator");
        pages.RequireFreshSignIn("/Account/TurnOffAuthenticator");
        pages.RequireFreshSignIn("/Account/RecoveryCodes");
        pages.RequireFreshSignIn("/Account/AddPasskey");
        pages.RequireFreshSignIn("/Account/RemovePasskey");
        pages.RequireFreshSignIn("/Account/MicrosoftAccount");
        pages.RequireFreshSignIn("/Settings/MicrosoftSignIn");
        pages.RequireFreshSignIn("/Operator/MicrosoftSignIn");
        pages.RequireFreshSignIn("/Customers/ResetPassword");
        pages.RequireFreshSignIn("/Customers/Credential");
        pages.RequireFreshSignIn("/Customers/Associations/Remove");
        pages.RequireFreshSignIn("/Users/New");
        pages.RequireFreshSignIn("/Users/Edit");
        pages.RequireFreshSignIn("/Users/Delete");
        pages.RequireFreshSignIn("/Users/ResetPassword");
        pages.RequireFreshSignIn("/Users/Password");
        pages.RequireFreshSignIn("/IndirectResellers/Remove");
        pages.RequireFreshSignIn("/IndirectProviders/Leave");
        pages.RequireFreshSignIn("/Partners/Remove");
        pages.RequireFreshSignIn("/Partners/Grant");
        pages.RequireFreshSignIn("/Operator/Providers/New");
        pages.RequireFreshSignIn("/Operator/Providers/Edit");
        pages.RequireFreshSignIn("/Operator/Users/Invite");
        pages.RequireFreshSignIn("/Operator/Users/Edit");
        pages.RequireFreshSignIn("/Operator/Users/Disable");
        pages.RequireFreshSignIn("/Settings/SignIn");
        pages.RequireFreshSignIn("/Settings/Users/Invite");
        pages.RequireFreshSignIn("/Settings/Users/Edit");
        pages.RequireFreshSignIn("/Settings/Users/Disable");

        // The confirmation of an order asks for itself, when it is about to show a password: Orders/Confirmation.
    }
}

/// <summary>Kinds of organisation that may, each with the roles one of which is needed.</summary>
public sealed class MemberRequirement(params (OrganisationKind Kind, MemberRole AnyOf)[] allowed) : IAuthorizationRequirement
{
    /// <summary>Marks a request that was refused for want of a role.</summary>
    public const string LacksRole = "MemberRequirement.LacksRole";

    /// <summary>Marks a request to a page that another kind of organisation has; whatever else it lacks, it does not exist.</summary>
    public const string OtherKind = "MemberRequirement.OtherKind";

    /// <summary>Whether only those of a provider's staff may who work with all its customers.</summary>
    public bool WithAllCustomers { get; init; }

    /// <summary>Who may.</summary>
    public IReadOnlyList<(OrganisationKind Kind, MemberRole AnyOf)> Allowed => allowed;
}

internal sealed class MemberRequirementHandler(CurrentMember member, IHttpContextAccessor http) : AuthorizationHandler<MemberRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, MemberRequirement requirement)
    {
        var reaches = !requirement.WithAllCustomers || !member.IsSignedIn || !member.IsLimited;
        if (reaches && requirement.Allowed.Any(a => member.Is(a.Kind, a.AnyOf)))
        {
            context.Succeed(requirement);
        }
        else
        {
            var ofKind = requirement.Allowed.Any(a => member.Is(a.Kind));
            http.HttpContext!.Items[ofKind ? MemberRequirement.LacksRole : MemberRequirement.OtherKind] = true;
        }

        return Task.CompletedTask;
    }
}
