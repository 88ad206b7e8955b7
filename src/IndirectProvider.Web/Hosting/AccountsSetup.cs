using IndirectProvider.Accounts;
using IndirectProvider.Data;
using IndirectProvider.Web.Security;
using IndirectProvider.Web.Workers;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace IndirectProvider.Web.Hosting;

/// <summary>Sign-in: ASP.NET Core Identity for password hashes and the cookie; lock-out, memberships and roles are ours.</summary>
public static class AccountsSetup
{
    /// <summary>Registers Identity, the cookie and the access policies.</summary>
    public static void AddPortalAccounts(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddHttpContextAccessor();
        services.AddScoped<CurrentMember>();
        services.AddSingleton<MemberQuery>();
        services.AddScoped<MemberSession>();
        services.AddScoped<MemberSignIn>();
        services.AddScoped<HalfWayCookie>();
        services.AddScoped<PasskeyCookie>();
        services.AddScoped<PasskeyCeremony>();
        services.AddScoped<FreshSignIn>();
        services.AddScoped<Pages.Customers.OnBehalf>();
        services.AddHostedService<SessionWorker>();
        services.AddHostedService<RegistrationWorker>();
        services.AddSingleton(_ => ReadCommonPasswords());
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = PasswordRules.HashRounds);
        services.AddIdentityCore<PortalUser>(options => options.Password = PasswordRules.Options).AddSignInManager();

        // Accounts are looked up before anybody is signed in, so Identity sees them all.
        services.AddScoped<IUserStore<PortalUser>>(s =>
            new UserOnlyStore<PortalUser, PortalDbContext, Guid, IdentityUserClaim<Guid>, IdentityUserLogin<Guid>, IdentityUserToken<Guid>, Passkey>(s.GetRequiredService<PortalDb>().Open()));
        services.AddOptions<IdentityPasskeyOptions>().Configure<PortalSettings>((options, portal) =>
        {
            var address = new Uri(portal.PublicUrl);
            options.ServerDomain = address.Host;
            options.ValidateOrigin = context =>
                ValueTask.FromResult(!context.CrossOrigin && context.Origin == address.GetLeftPart(UriPartial.Authority));
            options.UserVerificationRequirement = "required";
            options.ResidentKeyRequirement = "required";
        });
        services.AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddCookie(IdentityConstants.ApplicationScheme, options =>
            {
                options.Cookie.HttpOnly = true;
                options.Cookie.SameSite = SameSiteMode.Lax;
                options.LoginPath = "/sign-in";
                options.ReturnUrlParameter = "returnUrl";
                options.ExpireTimeSpan = Session.Life;
                options.SlidingExpiration = false;
                options.EventsType = typeof(MemberSession);
            });
        services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme)
            .Configure<PortalCookies>((options, cookies) => cookies.Protect(options.Cookie, "portal"));
        services.AddAccessPolicies();
    }

    private static CommonPasswords ReadCommonPasswords()
    {
        using var list = new StreamReader(typeof(AccountsSetup).Assembly.GetManifestResourceStream("common-passwords.txt")!);
        return new CommonPasswords(list);
    }
}
