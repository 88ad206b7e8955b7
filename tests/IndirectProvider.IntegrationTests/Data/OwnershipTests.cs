using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore.Metadata;

namespace IndirectProvider.IntegrationTests.Data;

/// <summary>Who owns a row stands in its type, and every viewpoint filters every table.</summary>
[Trait("Database", "Own")]
public sealed class OwnershipTests
{
    /// <summary>Tables without an owner, the same for everybody. Every entry needs its reason.</summary>
    private static readonly Dictionary<string, string> Common = new()
    {
        ["Offer"] = "the vendor's catalogue is the same for all providers",
    };

    /// <summary>Rows with a provider's id that the provider does not own. Every entry needs its reason.</summary>
    private static readonly Dictionary<string, string> NamesAProviderOnly = new()
    {
        ["PortalUser"] = "belongs to one of four kinds of organisation; written through Identity",
        ["OutgoingMail"] = "written by any unit of work, read by the provider's staff",
        ["AuditRecord"] = "written by any unit of work, read by all organisations concerned",
    };

    [Theory]
    [InlineData(null)]
    [InlineData(OrganisationKind.Operator)]
    [InlineData(OrganisationKind.Provider)]
    [InlineData(OrganisationKind.Reseller)]
    [InlineData(OrganisationKind.Customer)]
    [InlineData(OrganisationKind.Provider, true)]
    public void Every_table_is_filtered_for_every_viewpoint(OrganisationKind? kind, bool isLimited = false)
    {
        using var db = Models.Open("Sqlite", kind, isLimited);

        Assert.DoesNotContain(Tables(db.Model), table => table.GetDeclaredQueryFilters().Count == 0 && !Common.ContainsKey(table.ClrType.Name));
    }

    [Fact]
    public void Every_row_with_a_provider_is_guarded_as_the_providers_own()
    {
        using var db = Models.Open("Sqlite");

        Assert.DoesNotContain(Tables(db.Model), table =>
            table.FindProperty("ProviderId") is not null
            && !typeof(IOwnedByProvider).IsAssignableFrom(table.ClrType)
            && !NamesAProviderOnly.ContainsKey(table.ClrType.Name));
    }

    /// <summary>Tables with a provider that its limited staff never writes. Every entry needs its reason.</summary>
    private static readonly Dictionary<string, string> ClosedToLimitedStaff = new()
    {
        ["Tag"] = "which customers it works with is not its own to say",
        ["CustomerTag"] = "which customers it works with is not its own to say",
        ["MemberTag"] = "which customers it works with is not its own to say",
        ["TenantDomain"] = "it adds no customers",
        ["ProviderLogo"] = "belongs to the settings",
        ["ProfileRequest"] = "belongs to the settings",
        ["MicrosoftTenant"] = "belongs to the settings",
    };

    [Fact]
    public void Every_row_with_a_provider_says_how_limited_staff_may_write_it()
    {
        using var db = Models.Open("Sqlite");
        Type[] markers = [typeof(IOfCustomer), typeof(IOfSubscription), typeof(IOfOrder), typeof(IOfAllStaff)];

        var unmarked = Tables(db.Model).Select(table => table.ClrType)
            .Where(type => typeof(IOwnedByProvider).IsAssignableFrom(type) && !markers.Any(marker => marker.IsAssignableFrom(type)))
            .Select(type => type.Name);

        Assert.Equal(ClosedToLimitedStaff.Keys.Order(), unmarked.Order());
    }

    private static IEnumerable<IEntityType> Tables(IModel model) => model.GetEntityTypes().Where(type => !type.IsOwned());
}
