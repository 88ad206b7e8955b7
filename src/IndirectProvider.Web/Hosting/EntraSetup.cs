using IndirectProvider.Accounts;
using IndirectProvider.Web.Security;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Identity.Web;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Microsoft.IdentityModel.Validators;

namespace IndirectProvider.Web.Hosting;

/// <summary>
/// Sign-in with Microsoft Entra ID: the authorization code flow with PKCE, for people of any tenant. Who may sign in is decided
/// by <see cref="EntraReturn"/>; nothing Microsoft hands over outlives the request it came with.
/// </summary>
public static class EntraSetup
{
    /// <summary>The scheme's name.</summary>
    public const string Scheme = "Entra";

    /// <summary>Where Microsoft sends people back to.</summary>
    public const string CallbackPath = "/signin-entra";

    /// <summary>How far the clocks may be apart; Microsoft's tokens begin to count minutes before they are issued.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    /// <summary>Signatures with a key pair: without one, or with a shared secret, a token proves nothing.</summary>
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    /// <summary>Registers it, if a client id is set.</summary>
    public static void AddPortalEntra(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var settings = builder.Configuration.GetSection("Entra").Get<EntraSettings>() ?? new EntraSettings();
        services.AddSingleton(new MicrosoftOffer(settings.IsOn));
        services.AddScoped<EntraSignIn>();
        services.AddScoped<EntraNotice>();
        if (!settings.IsOn)
        {
            return;
        }

        services.AddScoped<EntraReturn>();
        services.AddAuthentication().AddMicrosoftIdentityWebApp(
            options =>
            {
                options.Instance = settings.Instance;
                options.TenantId = "organizations";
                options.ClientId = settings.ClientId;
                options.ClientSecret = settings.ClientSecret;
                options.CallbackPath = CallbackPath;
            },
            openIdConnectScheme: Scheme,
            cookieScheme: null);
        services.AddOptions<OpenIdConnectOptions>(Scheme).Configure<PortalCookies>((options, cookies) =>
        {
            UseCodeFlow(options);

            // The settings allow http to this machine itself only.
            options.RequireHttpsMetadata = settings.Instance.StartsWith("https:", StringComparison.OrdinalIgnoreCase);
            Trust(options.TokenValidationParameters, settings.Instance);
            Protect(options.CorrelationCookie, cookies, "portal-entra.");
            Protect(options.NonceCookie, cookies, "portal-entra-nonce.");
            EntraEvents.AddTo(options.Events);
        });

        // At Debug it would log the address people are sent to, and the cookies that go with them.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Authentication.OpenIdConnect", LogLevel.Information);
    }

    private static void UseCodeFlow(OpenIdConnectOptions options)
    {
        options.ResponseType = OpenIdConnectResponseType.Code;

        // Not form_post: that would need cookies which come along with requests from other sites.
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.UsePkce = true;
        options.SaveTokens = false;
        options.GetClaimsFromUserInfoEndpoint = false;
        options.TokenHandler = new SignedTokens { MapInboundClaims = false };
        options.DisableTelemetry = true;
        options.Scope.Clear();
        options.Scope.Add("openid");
        options.Scope.Add("profile");
        options.BackchannelTimeout = TimeSpan.FromSeconds(15);

        // Signing out ends the portal's session only, and only the portal's own form does it.
        options.RemoteSignOutPath = default;
        options.SignedOutCallbackPath = default;
    }

    private static void Trust(TokenValidationParameters parameters, string instance)
    {
        parameters.ValidateIssuer = true;
        parameters.IssuerValidator = null;
        parameters.IssuerValidatorUsingConfiguration = (issuer, token, _, metadata) => EntraIssuer.Validate(instance, issuer, token, metadata);
        parameters.EnableAadSigningKeyIssuerValidation();
        parameters.ValidateAudience = true;
        parameters.ValidateLifetime = true;
        parameters.RequireExpirationTime = true;
        parameters.ValidAlgorithms = Algorithms;
        parameters.ClockSkew = ClockSkew;
    }

    // The framework lets a token that came straight from the token endpoint be without a signature.
    private sealed class SignedTokens : JsonWebTokenHandler
    {
        public override Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
        {
            validationParameters.RequireSignedTokens = true;
            return base.ValidateTokenAsync(token, validationParameters);
        }
    }

    private static void Protect(CookieBuilder cookie, PortalCookies cookies, string name)
    {
        cookies.Protect(cookie, name);
        cookie.Path = "/";
        cookie.HttpOnly = true;
        cookie.SameSite = SameSiteMode.Lax;
    }
}
