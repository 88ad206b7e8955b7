using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using FluentValidation;
using FluentValidation.AspNetCore;
using IndirectProvider.Web.Pages.Home;
using IndirectProvider.Web.Pages.Shared;
using IndirectProvider.Web.Pages.Users;
using IndirectProvider.Web.Security;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.WebEncoders;

namespace IndirectProvider.Web.Hosting;

/// <summary>Pages, languages, validation and the middleware in order.</summary>
public static class WebSetup
{
    /// <summary>Languages of the portal; the first is the source.</summary>
    public static readonly string[] Languages = ["en", "de"];

    /// <summary>Registers pages with their conventions.</summary>
    public static void AddPortalPages(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<ResourceManagerStringLocalizerFactory>();
        services.AddSingleton<IStringLocalizerFactory, KeptTextsFactory>();
        services.AddLocalization(options => options.ResourcesPath = "Resources");
        services.AddOptions<RequestLocalizationOptions>().Configure<PortalCookies>((options, cookies) =>
        {
            // Read-only ones are taken as they are; of others each request gets a copy, and makes its formats anew.
            options.SetDefaultCulture(Languages[0]);
            options.SupportedCultures = options.SupportedUICultures = [.. Languages.Select(CultureInfo.GetCultureInfo)];
            options.RequestCultureProviders =
            [
                DirectorySetup.Language,
                new CookieRequestCultureProvider { CookieName = cookies.Name(ReaderPreferences.LanguageCookie) },
                new AcceptLanguageHeaderRequestCultureProvider(),
            ];
        });
        services.AddRazorPages(options =>
        {
            options.Conventions.Add(new PageRouteTransformerConvention(new KebabCase()));
            AccessPolicies.Guard(options.Conventions);
            AccessPolicies.AskAgain(options.Conventions);
            UsersAddresses.AddTo(options.Conventions);
            options.Conventions.ConfigureFilter(new UnknownHandlerFilter());
        });
        // Nothing here is named in jQuery's way, and a single bracket in a name makes its reader throw.
        services.Configure<MvcOptions>(options =>
        {
            options.ValueProviderFactories.RemoveType<JQueryFormValueProviderFactory>();
            options.ValueProviderFactories.RemoveType<JQueryQueryStringValueProviderFactory>();
        });
        // Letters of all scripts as they are; what is dangerous in HTML is encoded all the same.
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddRouting(options => options.LowercaseUrls = true);
        services.AddSingleton<PortalCookies>();
        services.AddAntiforgery(options => options.HeaderName = "X-CSRF-TOKEN");
        services.AddOptions<AntiforgeryOptions>()
            .Configure<PortalCookies>((options, cookies) => cookies.Protect(options.Cookie, "portal-csrf"));
        services.AddOptions<CookieTempDataProviderOptions>()
            .Configure<PortalCookies>((options, cookies) => cookies.Protect(options.Cookie, "portal-flash"));
        services.AddFluentValidationAutoValidation(options => options.DisableDataAnnotationsValidation = true);
        services.AddValidatorsFromAssemblyContaining<Tenancy.TenantScope>(ServiceLifetime.Singleton, includeInternalTypes: true);
        ValidatorOptions.Global.DefaultRuleLevelCascadeMode = CascadeMode.Stop;
        services.AddSingleton<IConfigureOptions<MvcOptions>, BindingMessages>();
        services.AddScoped<CsvExport>();
        services.AddSingleton<ExportMark>();
        services.AddSingleton<OrderCounts>();
        services.AddScoped<FindUsersPlace>();
        services.AddSingleton<LongLists>();
        services.AddSingleton<Pages.Customers.CustomerCountries>();
        services.AddSingleton<DatabaseOutage>();
        services.AddCompression();
        services.AddRequestLimits();
        builder.AddTrustedProxies();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        services.AddHsts(options => options.MaxAge = TimeSpan.FromDays(365));
    }

    /// <summary>The way of a request, in order.</summary>
    public static void UsePortal(this WebApplication app)
    {
        // Behind a proxy that ends TLS the request arrives as http; what counts is the address people use.
        var scheme = new Uri(app.Services.GetRequiredService<PortalSettings>().PublicUrl).Scheme;
        app.Use((http, next) =>
        {
            http.Request.Scheme = scheme;
            return next(http);
        });
        app.UseForwardedHeaders();
        app.UseMiddleware<CorrelationScope>();
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/errors/500",
            SuppressDiagnosticsCallback = app.Services.GetRequiredService<DatabaseOutage>().Logs,
        });
        if (!app.Environment.IsDevelopment())
        {
            app.UseHsts();
        }

        app.UseResponseCompression();
        app.UseMiddleware<SecurityHeaders>();
        app.UseDirectory();
        app.UseRequestLocalization();
        app.UseStatusCodePagesWithReExecute("/errors/{0}");
        app.UseMiddleware<UnreadableForms>();
        app.UseRateLimiter();
        app.UseRouting();
        app.UseAuthentication();
        app.UseMiddleware<ScopeMiddleware>();
        app.UseAuthorization();
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorPages().WithStaticAssets();
        app.MapDirectory();
    }

    /// <summary>IndirectResellers becomes indirect-resellers.</summary>
    private sealed class KebabCase : IOutboundParameterTransformer
    {
        public string? TransformOutbound(object? value) =>
            value is null ? null : string.Concat(Convert.ToString(value, CultureInfo.InvariantCulture)!.Select((c, i) =>
                char.IsUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));
    }
}
