using IndirectProvider.Customers;
using IndirectProvider.Orders;
using IndirectProvider.Web.Provisioning;
using IndirectProvider.Web.Provisioning.PartnerCenter;

namespace IndirectProvider.Web.Hosting;

/// <summary>Where customers' tenants and subscriptions are made.</summary>
public static class ProvisioningSetup
{
    /// <summary>How long one request may take; a step may need two of them.</summary>
    private static readonly TimeSpan LongestRequest = TimeSpan.FromSeconds(12);

    private const int LongestAnswer = 4 * 1024 * 1024;

    /// <summary>Registers what the settings name.</summary>
    public static void AddPortalProvisioning(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var settings = builder.Configuration.GetSection("Provisioning").Get<ProvisioningSettings>() ?? new ProvisioningSettings();
        services.AddSingleton(s => new TenantNaming(s.GetRequiredService<PortalSettings>().TenantSuffix));
        if (!settings.UsesPartnerCenter)
        {
            services.AddSingleton<BuiltInDirectory>();
            services.AddSingleton<ITenantProvisioner>(s => s.GetRequiredService<BuiltInDirectory>());
            services.AddSingleton<IVendorDomains>(s => s.GetRequiredService<BuiltInDirectory>());
            return;
        }

        services.AddSingleton<AccessTokens>();
        services.AddSingleton<PartnerCenterClient>();
        services.AddSingleton<VendorCustomers>();
        services.AddSingleton<VendorAdministrators>();
        services.AddSingleton<VendorCarts>();
        services.AddSingleton<VendorPurchases>();
        services.AddSingleton<PartnerCenterProvisioner>();
        services.AddSingleton<ITenantProvisioner>(s => s.GetRequiredService<PartnerCenterProvisioner>());
        services.AddSingleton<IVendorDomains>(s => s.GetRequiredService<PartnerCenterProvisioner>());
        services
            .AddHttpClient(PartnerCenterClient.HttpName, http =>
            {
                http.Timeout = LongestRequest;
                http.MaxResponseContentBufferSize = LongestAnswer;
            })
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                // An address the vendor leads to is not one that was set; it would get the token.
                AllowAutoRedirect = false,
                UseCookies = false,
                ConnectTimeout = TimeSpan.FromSeconds(5),
                PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            })

            // The pipeline logs what matters; these would log every address, and headers at Trace.
            .RemoveAllLoggers();
    }
}
