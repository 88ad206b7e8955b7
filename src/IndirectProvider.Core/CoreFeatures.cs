using IndirectProvider.Accounts;
using IndirectProvider.Audit;
using IndirectProvider.Catalog;
using IndirectProvider.Customers;
using IndirectProvider.Data;
using IndirectProvider.Mail;
using IndirectProvider.Operations;
using IndirectProvider.Orders;
using IndirectProvider.Organisations;
using IndirectProvider.Partnerships;
using IndirectProvider.Staff;
using IndirectProvider.Subscriptions;
using IndirectProvider.Tenancy;
using Microsoft.Extensions.DependencyInjection;

namespace IndirectProvider;

/// <summary>All features, lowest first; a feature may use those above its line only.</summary>
public static class CoreFeatures
{
    /// <summary>Registers every feature of the core.</summary>
    public static IServiceCollection AddCore(this IServiceCollection services) =>
        services
            .AddScoped<TenantScope>()
            .AddScoped<PortalDb>()
            .AddScoped<FillWords>()
            .AddSingleton<Sealer>()
            .AddAudit()
            .AddMail()
            .AddOrganisations()
            .AddAccounts()
            .AddStaff()
            .AddCatalog()
            .AddPartnerships()
            .AddCustomers()
            .AddSubscriptions()
            .AddOrders()
            .AddOperations();
}
