using IndirectProvider.Partnerships;
using IndirectProvider.Web.Security;
using IndirectProvider.Web.Workers;

namespace IndirectProvider.Web.Hosting;

/// <summary>How long invitations live, how a browser remembers one, and the worker that follows them up.</summary>
public static class PartnershipsSetup
{
    /// <summary>Registers them.</summary>
    public static void AddPortalPartnerships(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(s => new InvitationLife(TimeSpan.FromDays(s.GetRequiredService<InvitationSettings>().LifetimeDays)));
        builder.Services.AddSingleton<InvitationCookie>();
        builder.Services.AddHostedService<InvitationWorker>();
    }
}
