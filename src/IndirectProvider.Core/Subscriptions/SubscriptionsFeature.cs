using Microsoft.Extensions.DependencyInjection;

namespace IndirectProvider.Subscriptions;

/// <summary>What this feature puts into the container.</summary>
public static class SubscriptionsFeature
{
    /// <summary>Registers the feature.</summary>
    public static IServiceCollection AddSubscriptions(this IServiceCollection services) =>
        services
            .AddScoped<AdvanceSubscriptions>()
            .AddScoped<AssignLicenses>()
            .AddScoped<AssociateReseller>()
            .AddScoped<AssociationConsequences>()
            .AddScoped<CancelSubscription>()
            .AddScoped<ChangePlan>()
            .AddScoped<ChangeQuantity>()
            .AddScoped<ChangeSubscription>()
            .AddScoped<ChangeSupportContact>()
            .AddScoped<ConvertTrial>()
            .AddScoped<CreditReseller>()
            .AddScoped<DeleteCustomerUser>()
            .AddScoped<EndPartnership>()
            .AddScoped<GiveAzureGrant>()
            .AddScoped<PurgeDeletedUsers>()
            .AddScoped<ReactivateSubscription>()
            .AddScoped<ReadSubscription>()
            .AddScoped<RemoveAdministration>()
            .AddScoped<RemoveAssociation>()
            .AddScoped<RenameSubscription>()
            .AddScoped<RestoreCustomerUser>()
            .AddScoped<RevokeRenewalChange>()
            .AddScoped<ScheduleRenewalChange>()
            .AddScoped<SetAutoRenew>()
            .AddScoped<SuspendSubscription>()
            .AddScoped<TakeBackLicenses>()
            .AddScoped<UpgradeSubscription>()
            .AddScoped<VerifyPartnerId>()
            .AddScoped<WithdrawAzureGrant>();
}
