using Microsoft.Extensions.DependencyInjection;

namespace IndirectProvider.Partnerships;

/// <summary>What this feature puts into the container; the host adds <see cref="InvitationLife"/>.</summary>
public static class PartnershipsFeature
{
    /// <summary>Registers the feature.</summary>
    public static IServiceCollection AddPartnerships(this IServiceCollection services) =>
        services
            .AddScoped<ChangeResellerProfile>()
            .AddScoped<DeclineInvitation>()
            .AddScoped<ExpireInvitations>()
            .AddScoped<OpenInvitation>()
            .AddScoped<PersonalLinks>()
            .AddScoped<ReadInvitation>()
            .AddScoped<RecordBounces>()
            .AddScoped<RequestPartnership>()
            .AddScoped<RequireSecondFactor>()
            .AddScoped<ResendInvitation>()
            .AddScoped<RetryMail>()
            .AddScoped<WithdrawInvitation>();
}
