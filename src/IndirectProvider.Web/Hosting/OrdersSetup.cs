using IndirectProvider.Web.Workers;

namespace IndirectProvider.Web.Hosting;

/// <summary>The workers that finish what a crash left and do what time brings.</summary>
public static class OrdersSetup
{
    /// <summary>Registers the workers.</summary>
    public static void AddPortalOrders(this WebApplicationBuilder builder)
    {
        builder.Services.AddHostedService<OrderWorker>();
        builder.Services.AddHostedService<CredentialWorker>();
        builder.Services.AddHostedService<DeletedUserWorker>();
        builder.Services.AddHostedService<DraftWorker>();
        builder.Services.AddHostedService<SubscriptionWorker>();
    }
}
