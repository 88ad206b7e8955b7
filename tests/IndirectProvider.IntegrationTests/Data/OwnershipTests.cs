using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore.Metadata;

namespace IndirectProvider.IntegrationTests.Data;

/// <summary>Who owns a row stands in its type, and every viewpoint filters every table.</summary>
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
    public void Every_table_is_filtered_for_every_viewpoint(OrganisationKind? kind)
    {
        using var db = Models.Open("Sqlite", kind);

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

    private static IEnumerable<IEntityType> Tables(IModel model) => model.GetEntityTypes().Where(type => !type.IsOwned());
}
