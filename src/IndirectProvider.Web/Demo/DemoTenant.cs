using IndirectProvider.Accounts;
using IndirectProvider.Organisations;
using IndirectProvider.Tenancy;

namespace IndirectProvider.Web.Demo;

/// <summary>A provider of the demo with its staff.</summary>
internal sealed record DemoTenant(Provider Provider, string Culture, IReadOnlyList<PortalUser> Staff)
{
    /// <summary>The member of the staff whose turn it is, as actor.</summary>
    public Actor Actor(int turn)
    {
        var person = Staff[turn % Staff.Count];
        return new Actor(person.Id, person.FullName, Provider.DisplayName, null, null) { OrganisationId = Provider.Id };
    }
}
