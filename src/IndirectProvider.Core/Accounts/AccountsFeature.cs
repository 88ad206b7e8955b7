using Microsoft.Extensions.DependencyInjection;

namespace IndirectProvider.Accounts;

/// <summary>What this feature puts into the container.</summary>
public static class AccountsFeature
{
    /// <summary>Registers the feature.</summary>
    public static IServiceCollection AddAccounts(this IServiceCollection services) =>
        services
            .AddScoped<AcceptWithMicrosoft>()
            .AddScoped<AccountLinks>()
            .AddScoped<AddPasskey>()
            .AddScoped<ChangePassword>()
            .AddScoped<ConfirmEmail>()
            .AddScoped<ConfirmIdentity>()
            .AddScoped<ConfirmWithMicrosoft>()
            .AddScoped<ConnectMicrosoftAccount>()
            .AddScoped<CreateOperator>()
            .AddScoped<CreateProvider>()
            .AddScoped<EndSessions>()
            .AddScoped<FinishSignIn>()
            .AddScoped<FollowExport>()
            .AddScoped<ForgetRegistrations>()
            .AddScoped<LinkMicrosoftTenant>()
            .AddScoped<MakeRecoveryCodes>()
            .AddScoped<MicrosoftRule>()
            .AddSingleton<PasswordRules>()
            .AddScoped<PasswordTries>()
            .AddScoped<PostPasswordLink>()
            .AddScoped<PrepareFirstOperator>()
            .AddScoped<RegisterReseller>()
            .AddScoped<RemovePasskey>()
            .AddScoped<RemoveSecondFactor>()
            .AddScoped<RenamePasskey>()
            .AddScoped<RequestPasswordReset>()
            .AddScoped<RequireMicrosoft>()
            .AddScoped<ResendWelcome>()
            .AddScoped<SecondFactorTries>()
            .AddScoped<Sessions>()
            .AddScoped<SetPassword>()
            .AddScoped<SetUpAuthenticator>()
            .AddScoped<SetUpOperator>()
            .AddScoped<SignIn>()
            .AddScoped<SignInWithMicrosoft>()
            .AddScoped<SignInWithPasskey>()
            .AddScoped<SignOut>()
            .AddScoped<TurnOffAuthenticator>()
            .AddScoped<UnlinkMicrosoftTenant>();
}
