using Microsoft.Extensions.DependencyInjection;

namespace IndirectProvider.Subscriptions;

/// <summary>What this feature puts into the container.</summary>
public static class SubscriptionsFeature
{
    /// <summary>Registers the feature.</summary>
    public static IServiceCollection AddSubscriptions(this IServiceCollection services) =>
        services
            .AddScoped<AdvanceSubscriptions>()
            .AddScoped<CancelSubscription>()
            .AddScoped<ChangePlan>()
            .AddScoped<ChangeQuantity>()
            .AddScoped<ChangeSubscription>()
            .AddScoped<ChangeSupportContact>()
            .AddScoped<ConvertTrial>()
            .AddScoped<CreditReseller>()
            .AddScoped<EndPartnership>()
            .AddScoped<ReactivateSubscription>()
            .AddScoped<ReadSubscription>()
            .AddScoped<RenameSubscription>()
            .AddScoped<RevokeRenewalChange>()
            .AddScoped<ScheduleRenewalChange>()
            .AddScoped<SetAutoRenew>()
            .AddScoped<SuspendSubscription>()
            .AddScoped<UpgradeSubscription>()
            .AddScoped<VerifyPartnerId>();
}
