using Microsoft.Extensions.DependencyInjection;

namespace IndirectProvider.Customers;

/// <summary>What this feature puts into the container; the host adds <see cref="TenantNaming"/>.</summary>
public static class CustomersFeature
{
    /// <summary>Registers the feature.</summary>
    public static IServiceCollection AddCustomers(this IServiceCollection services) =>
        services
            .AddScoped<AcceptInvitation>()
            .AddScoped<AcceptProfileRequest>()
            .AddScoped<ChangeCustomerUser>()
            .AddScoped<ChangeBillTo>()
            .AddScoped<ChangeCustomer>()
            .AddScoped<ChangeProviderProfile>()
            .AddScoped<CheckDomainPrefix>()
            .AddScoped<CheckNewCustomer>()
            .AddScoped<CreateCustomerUser>()
            .AddScoped<ForgetUnseenCredentials>()
            .AddScoped<IssueCredential>()
            .AddScoped<RefuseProfileRequest>()
            .AddScoped<ResetAdminPassword>()
            .AddScoped<ResetCustomerUserPassword>()
            .AddScoped<RevealAdminCredential>()
            .AddScoped<TagCustomers>()
            .AddScoped<UntagCustomers>();
}
