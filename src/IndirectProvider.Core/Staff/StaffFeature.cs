using Microsoft.Extensions.DependencyInjection;

namespace IndirectProvider.Staff;

/// <summary>What this feature puts into the container.</summary>
public static class StaffFeature
{
    /// <summary>Registers the feature.</summary>
    public static IServiceCollection AddStaff(this IServiceCollection services) =>
        services
            .AddScoped<ChangeMember>()
            .AddScoped<DisableMember>()
            .AddScoped<EnableMember>()
            .AddScoped<InviteMember>()
            .AddScoped<PostMemberInvitation>()
            .AddScoped<RemoveMemberSecondFactor>()
            .AddScoped<ResendMemberInvitation>()
            .AddScoped<SendMemberPasswordLink>()
            .AddScoped<SignOutMember>()
            .AddScoped<WithdrawMemberInvitation>();
}
