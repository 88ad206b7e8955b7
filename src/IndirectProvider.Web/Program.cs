using IndirectProvider;
using IndirectProvider.Web.Commands;
using IndirectProvider.Web.Demo;
using IndirectProvider.Web.Hosting;

if (PortalCommands.AreMeant(args))
{
    return await PortalCommands.RunAsync(args);
}

try
{
    var builder = WebApplication.CreateBuilder(args);
    builder.AddSettings();
    builder.AddSecretFreeLogging();
    builder.Services.AddPortalClock();
    builder.Services.AddCore();
    builder.AddPortalDatabase();
    builder.AddPortalKeys();
    builder.AddPortalAudit();
    builder.AddPortalMail();
    builder.AddPortalAccounts();
    builder.AddPortalEntra();
    builder.AddPortalPartnerships();
    builder.AddPortalProvisioning();
    builder.AddPortalOrders();
    builder.AddPortalPages();
    builder.AddPortalHealth();
    builder.AddPortalTelemetry();
    builder.AddDemo();

    var app = builder.Build();
    await app.Services.PrepareDatabaseAsync();
    app.WarnOfMailSettings();
    await app.FillWithDemoDataAsync();
    await app.EnsureFirstOperatorAsync();
    app.UsePortal();
    app.MapPortalHealth();
    await app.RunAsync();
    return 0;
}
catch (SettingsException failure)
{
    await Console.Error.WriteLineAsync($"The portal can't start: {failure.Message}");
    return 1;
}
