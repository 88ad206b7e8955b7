using IndirectProvider.Web.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace IndirectProvider.Web.Demo;

/// <summary>In Development: fills an empty database with demo data, and says at every start how to sign in.</summary>
public static class DemoStart
{
    /// <summary>Registers what is needed, in Development alone.</summary>
    public static void AddDemo(this WebApplicationBuilder builder)
    {
        if (builder.Environment.IsDevelopment())
        {
            builder.Services.AddScoped<FillDemoData>();
        }
    }

    /// <summary>Fills the database if it is empty. Nothing outside Development.</summary>
    public static async Task FillWithDemoDataAsync(this WebApplication app)
    {
        var password = app.Services.GetRequiredService<DemoSettings>().Password;
        if (!app.Environment.IsDevelopment() || password == "")
        {
            return;
        }

        if (await app.Services.WithOtherNodesAsync(node => node.GetRequiredService<FillDemoData>().ExecuteAsync(password, CancellationToken.None)))
        {
            app.Lifetime.ApplicationStarted.Register(() => SayHow(app, password));
        }
    }

    private static void SayHow(WebApplication app, string password)
    {
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
        var naming = app.Services.GetRequiredService<TenantNaming>();
        var lines = DemoPeople.All(naming).Select(p => $"  {p.UserName,-42} {p.What}");

        // In one piece, so that no log line gets between.
        Console.WriteLine(string.Join(Environment.NewLine, [
            "",
            $"The portal is at {address}. Demo sign-ins, all with the password {password}",
            "(the one set at the first start, if Demo__Password was changed since):",
            .. lines,
            "",
        ]));
    }
}
