using IndirectProvider.Mail;

namespace IndirectProvider.Web.Hosting;

/// <summary>Mail: what it needs to know of the portal and how it leaves it.</summary>
public static class MailSetup
{
    /// <summary>Registers what the mails of the core need.</summary>
    public static void AddPortalMail(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(s => new PortalAddress(s.GetRequiredService<PortalSettings>().PublicUrl));
    }
}
