using IndirectProvider.Orders;
using IndirectProvider.Web.Provisioning;
using IndirectProvider.Web.Workers;

namespace IndirectProvider.Web.Hosting;

/// <summary>Where tenants are made, and the workers that finish what a crash left and do what time brings.</summary>
public static class OrdersSetup
{
    /// <summary>Registers the provisioner and the workers.</summary>
    public static void AddPortalOrders(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(s => new TenantNaming(s.GetRequiredService<PortalSettings>().TenantSuffix));
        builder.Services.AddScoped<ITenantProvisioner, BuiltInDirectory>();
        builder.Services.AddHostedService<OrderWorker>();
        builder.Services.AddHostedService<CredentialWorker>();
        builder.Services.AddHostedService<DeletedUserWorker>();
        builder.Services.AddHostedService<DraftWorker>();
        builder.Services.AddHostedService<SubscriptionWorker>();
    }
}
