using IndirectProvider.Testing.Databases;
using IndirectProvider.Testing.Hosting;
using IndirectProvider.Web.Workers;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace IndirectProvider.IntegrationTests.Mail;

/// <summary>A portal whose mails stay where they are, for tests that take them by hand.</summary>
internal sealed class PortalWithoutMailWorker(string? database = null) : PortalFactory(new() { Database = database ?? TestDatabase.OfThisRun })
{
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services => services.Remove(services.Single(s => s.ImplementationType == typeof(MailWorker))));
    }
}

internal static class Scopes
{
    /// <summary>Runs a verb in a unit of work of its own.</summary>
    public static async Task<TResult> InScopeAsync<TVerb, TResult>(this PortalFactory portal, Func<TVerb, Task<TResult>> act)
        where TVerb : notnull
    {
        await using var scope = portal.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<TVerb>());
    }
}
