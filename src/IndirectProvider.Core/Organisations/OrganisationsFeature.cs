using Microsoft.Extensions.DependencyInjection;

namespace IndirectProvider.Organisations;

/// <summary>What this feature puts into the container.</summary>
public static class OrganisationsFeature
{
    /// <summary>Registers the feature.</summary>
    public static IServiceCollection AddOrganisations(this IServiceCollection services) =>
        services
            .AddScoped<ChangeProviderSupport>()
            .AddScoped<ReadDirectory>()
            .AddScoped<RequestProfileChange>()
            .AddScoped<WithdrawProfileRequest>();
}
