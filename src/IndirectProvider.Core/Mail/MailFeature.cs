using Microsoft.Extensions.DependencyInjection;

namespace IndirectProvider.Mail;

/// <summary>What this feature puts into the container.</summary>
public static class MailFeature
{
    /// <summary>Registers the feature.</summary>
    public static IServiceCollection AddMail(this IServiceCollection services) =>
        services
            .AddSingleton<MailSignal>()
            .AddScoped<CountMails>()
            .AddScoped<DeliverMail>()
            .AddScoped<ForgetFailedMails>()
            .AddScoped<Outbox>()
            .AddScoped<RecordDelivery>()
            .AddScoped<TakeMail>();
}
