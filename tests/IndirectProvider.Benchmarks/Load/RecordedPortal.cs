using IndirectProvider.Accounts;
using IndirectProvider.Data;
using IndirectProvider.Testing.Hosting;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IndirectProvider.Benchmarks.Load;

/// <summary>The portal in this process, whose database commands are noted.</summary>
internal sealed class RecordedPortal(LoadDatabase database) : PortalFactory(new PortalOptions { Settings = database.Settings, MachineClockOff = TimeSpan.Zero })
{
    /// <summary>What was noted.</summary>
    public Recorder Recorder => Services.GetRequiredService<Recorder>();

    /// <summary>Who and what the database has.</summary>
    public async Task<Scene> FindSceneAsync()
    {
        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDb>().Open();
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
        return await Scene.FindAsync(db);
    }

    /// <summary>Does each scenario twice, so that nothing is seen for the first time, and notes the second.</summary>
    public async Task<IReadOnlyList<Recording>> RecordAsync(Scene scene)
    {
        using var stage = new Stage(() => NewClient(), MailBox, scene);
        await stage.OpenAsync();
        var began = TimeProvider.System.GetUtcNow();
        var orders = await stage.OrdersAsync(2);
        var recordings = new List<Recording>();
        foreach (var scenario in await stage.LooksAsync())
        {
            recordings.Add(await RecordAsync(scenario, [scenario.Shots[0], scenario.Shots[0]], began));
        }

        recordings.Add(await RecordAsync(orders, orders.Shots, began));
        var reveals = await stage.RevealsAsync(orders);
        recordings.Add(await RecordAsync(reveals, reveals.Shots, began));
        var signIn = await stage.SignInAsync();
        recordings.Add(await RecordAsync(signIn, signIn.Shots, began));
        return recordings;
    }

    /// <inheritdoc/>
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<Recorder>();
            services.AddSingleton<PasswordHasher<PortalUser>>();
            services.Replace(ServiceDescriptor.Singleton<IPasswordHasher<PortalUser>, Recorder.CountedHasher>());
            services.ConfigureDbContext<PortalDbContext>((portal, options) => options.AddInterceptors(portal.GetRequiredService<Recorder>()), ServiceLifetime.Singleton);
        });
    }

    private async Task<Recording> RecordAsync(Scenario scenario, IReadOnlyList<Shot> shots, DateTimeOffset began)
    {
        using var http = new HttpClient(Server.CreateHandler()) { BaseAddress = Address };
        await SendAsync(http, scenario, shots[0]);
        Recorder.Take();
        var body = await SendAsync(http, scenario, shots[1]);
        var (commands, hashes) = Recorder.Take();
        return new Recording(scenario.Name, shots[1].Path, (int)scenario.Expected, body, commands, hashes, began);
    }

    private static async Task<byte[]> SendAsync(HttpClient http, Scenario scenario, Shot shot)
    {
        using var request = new HttpRequestMessage(shot.Method, shot.Path);
        request.Headers.TryAddWithoutValidation("Accept-Language", "en");
        request.Headers.TryAddWithoutValidation("Cookie", shot.Cookie);
        if (shot.Body is not null)
        {
            request.Content = new ByteArrayContent(shot.Body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/x-www-form-urlencoded");
        }

        using var answer = await http.SendAsync(request);
        return answer.StatusCode == scenario.Expected
            ? await answer.Content.ReadAsByteArrayAsync()
            : throw new InvalidOperationException($"{scenario.Name}: {shot.Path} was answered with {(int)answer.StatusCode}.");
    }
}
