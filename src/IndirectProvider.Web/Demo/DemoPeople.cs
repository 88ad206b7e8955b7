using IndirectProvider.Accounts;
using IndirectProvider.Tenancy;

namespace IndirectProvider.Web.Demo;

/// <summary>Somebody who can sign in to the demo.</summary>
/// <param name="UserName">User name; the e-mail address for staff.</param>
/// <param name="First">First name.</param>
/// <param name="Last">Last name.</param>
/// <param name="Roles">Roles in the organisation.</param>
/// <param name="What">What the console says of the person.</param>
internal sealed record DemoPerson(string UserName, string First, string Last, MemberRole Roles, string What)
{
    public PersonName Name => new(First, Last);
}

/// <summary>The people of the demo whose sign-ins are printed at start.</summary>
internal static class DemoPeople
{
    public static readonly DemoPerson Operator =
        new("operator@portal.example", "Nora", "Falk", MemberRole.GlobalAdmin, "operator of the installation");

    /// <summary>The operator as actor.</summary>
    public static readonly Actor OperatorActor = new(null, $"{Operator.First} {Operator.Last}", "IndirectProvider", null, null);

    public static readonly DemoPerson[] Nordlicht =
    [
        new("anna.berger@nordlicht.example", "Anna", "Berger", MemberRole.GlobalAdmin, "Nordlicht Distribution (provider, Germany): global admin"),
        new("jonas.keller@nordlicht.example", "Jonas", "Keller", MemberRole.AdminAgent, "Nordlicht Distribution: admin agent"),
        new("lea.sommer@nordlicht.example", "Lea", "Sommer", MemberRole.SalesAgent, "Nordlicht Distribution: sales agent"),
        new("murat.yilmaz@nordlicht.example", "Murat", "Yılmaz", MemberRole.HelpdeskAgent, "Nordlicht Distribution: helpdesk agent"),
        new("sofia.lang@nordlicht.example", "Sofia", "Lang", MemberRole.BillingAdmin, "Nordlicht Distribution: billing admin"),
    ];

    public static readonly DemoPerson[] Harbour =
    [
        new("emma.clarke@harbour.example", "Emma", "Clarke", MemberRole.GlobalAdmin, "Harbour Cloud (provider, United Kingdom): global admin"),
        new("oliver.reed@harbour.example", "Oliver", "Reed", MemberRole.SalesAgent, "Harbour Cloud: sales agent"),
    ];

    public static readonly DemoPerson[] Alpenblick =
    [
        new("maria.huber@alpenblick.example", "Maria", "Huber", MemberRole.GlobalAdmin, "Alpenblick IT (reseller of Nordlicht): global admin"),
        new("paul.winkler@alpenblick.example", "Paul", "Winkler", MemberRole.SalesAgent, "Alpenblick IT: sales agent"),
    ];

    public static readonly DemoPerson[] Thames =
    [
        new("grace.hughes@thamesvalley.example", "Grace", "Hughes", MemberRole.GlobalAdmin, "Thames Valley IT (reseller of Harbour Cloud): global admin"),
    ];

    public static readonly DemoPerson[] Rheintal =
    [
        new("frank.vogel@rheintal.example", "Frank", "Vogel", MemberRole.GlobalAdmin, "Rheintal Systemhaus (partnership with Nordlicht ended): global admin"),
    ];

    public static readonly DemoPerson[] Bodensee =
    [
        new("lena.frei@bodensee.example", "Lena", "Frei", MemberRole.GlobalAdmin, "Bodensee Digital (reseller, not yet partnered): global admin"),
    ];

    /// <summary>Administrators of customers, by the prefix of the customer's domain.</summary>
    public static readonly DemoPerson[] Customers =
    [
        new("elbe-logistik", "Katrin", "Brandt", MemberRole.GlobalAdmin, "Elbe Logistik (customer of Nordlicht and Alpenblick): administrator"),
        new("northgate-books", "Daniel", "Price", MemberRole.GlobalAdmin, "Northgate Books (customer of Harbour Cloud and Thames Valley): administrator"),
    ];

    /// <summary>The sign-ins as they are printed.</summary>
    /// <param name="naming">Names of the customers' tenants.</param>
    public static IEnumerable<DemoPerson> All(TenantNaming naming) =>
    [
        Operator, .. Nordlicht, .. Harbour, .. Alpenblick, .. Thames, .. Rheintal, .. Bodensee,
        .. Customers.Select(p => p with { UserName = naming.Administrator(p.UserName) }),
    ];
}
