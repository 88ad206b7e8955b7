using Microsoft.Extensions.DependencyInjection;

namespace IndirectProvider.Accounts;

/// <summary>What this feature puts into the container.</summary>
public static class AccountsFeature
{
    /// <summary>Registers the feature.</summary>
    public static IServiceCollection AddAccounts(this IServiceCollection services) =>
        services
            .AddScoped<AccountLinks>()
            .AddScoped<ChangePassword>()
            .AddScoped<ConfirmEmail>()
            .AddScoped<CreateProvider>()
            .AddScoped<PasswordTries>()
            .AddScoped<PrepareFirstOperator>()
            .AddScoped<RegisterReseller>()
            .AddScoped<RequestPasswordReset>()
            .AddScoped<ResendWelcome>()
            .AddScoped<Sessions>()
            .AddScoped<SetPassword>()
            .AddScoped<SetUpOperator>()
            .AddScoped<SignIn>()
            .AddScoped<SignOut>();
}
