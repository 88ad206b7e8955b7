using IndirectProvider.Mail;
using IndirectProvider.Web.Mail;
using IndirectProvider.Web.Workers;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IndirectProvider.Web.Hosting;

/// <summary>Mail: what it needs to know of the portal, the way it leaves it, and the worker that sends it.</summary>
public static partial class MailSetup
{
    /// <summary>Registers the transport named in the settings and the worker.</summary>
    public static void AddPortalMail(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(s => new PortalAddress(s.GetRequiredService<PortalSettings>().PublicUrl));
        services.AddSingleton<MimeMessageBuilder>();
        services.AddSingleton<PickupTransport>();
        services.AddSingleton<SmtpTransport>();
        services.AddSingleton<IMailTransport>(s => UsesFiles(s.GetRequiredService<MailSettings>())
            ? s.GetRequiredService<PickupTransport>()
            : s.GetRequiredService<SmtpTransport>());
        services.AddHostedService<MailWorker>();
        services.AddHostedService<FailedMailWorker>();
        services.AddSingleton<PickupFolder>();
        if (!builder.Environment.IsDevelopment())
        {
            // After the framework, which sets the conventions anew.
            services.PostConfigure<RazorPagesOptions>(options =>
                options.Conventions.AddFolderRouteModelConvention("/Dev", WithoutAddress));
        }
    }

    /// <summary>Says at start what is set in a way that is fit for development only.</summary>
    public static void WarnOfMailSettings(this WebApplication app)
    {
        var settings = app.Services.GetRequiredService<MailSettings>();
        if (app.Environment.IsDevelopment())
        {
            return;
        }

        if (UsesFiles(settings))
        {
            MailStaysHere(app.Logger, app.Services.GetRequiredService<PickupTransport>().Folder);
        }
        else if (settings.Smtp is { Security: "None", User: not "" })
        {
            PasswordInClear(app.Logger);
        }
    }

    private static bool UsesFiles(MailSettings settings) => settings.Transport == "Pickup";

    /// <summary>A page without an address does not exist.</summary>
    private static void WithoutAddress(PageRouteModel page) => page.Selectors.Clear();

    [LoggerMessage(LogLevel.Warning, "Mail__Transport is Pickup: mails are written to {Folder} and reach nobody. Set it to Smtp to send them.")]
    private static partial void MailStaysHere(ILogger log, string folder);

    [LoggerMessage(LogLevel.Warning, "Mail__Smtp__Security is None: the mail server's password travels unencrypted.")]
    private static partial void PasswordInClear(ILogger log);
}
