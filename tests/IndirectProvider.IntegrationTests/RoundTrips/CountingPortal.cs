using System.Collections.Concurrent;
using System.Data.Common;
using IndirectProvider.Data;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace IndirectProvider.IntegrationTests.RoundTrips;

/// <summary>How often a request goes to the database.</summary>
/// <param name="Commands">Queries, and updates and deletions without a save.</param>
/// <param name="Saves">Saves, each of which is one batch where the database takes batches.</param>
public sealed record RoundTrip(int Commands, int Saves);

/// <summary>A portal that counts what each request asks of the database, also what goes on beside it because of the request.</summary>
public sealed class CountingPortal : PortalFactory
{
    private readonly HttpContextAccessor _requests = new();

    public CountingPortal() => Given = new GivenPortal(this);

    /// <summary>Makes the people and organisations a test needs.</summary>
    public GivenPortal Given { get; }

    /// <summary>The latest requests to pages: method and route with the handler, and what they took.</summary>
    public ConcurrentQueue<(string Endpoint, RoundTrip Took, IReadOnlyList<string> Texts)> Taken { get; } = new();

    /// <inheritdoc />
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<IHttpContextAccessor>(_requests);
            services.AddSingleton<IStartupFilter>(new Note(Taken));
            services.ConfigureDbContext<PortalDbContext>((_, options) => options.AddInterceptors(new CountCommands(_requests), new CountSaves(_requests)));
        });
    }

    private static Tally? Of(HttpContextAccessor requests) => requests.HttpContext?.Items[typeof(Tally)] as Tally;

    private sealed class Tally
    {
        private int _saves;

        public ConcurrentQueue<string> Texts { get; } = new();

        public int Saves => _saves;

        public void AddSave() => Interlocked.Increment(ref _saves);
    }

    private sealed class Note(ConcurrentQueue<(string Endpoint, RoundTrip Took, IReadOnlyList<string> Texts)> taken) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(async (http, rest) =>
            {
                var tally = new Tally();
                http.Items[typeof(Tally)] = tally;
                await rest(http);
                if (http.GetEndpoint() is RouteEndpoint endpoint && endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null)
                {
                    var handler = http.Request.Query["handler"].ToString();
                    taken.Enqueue((
                        $"{http.Request.Method} /{endpoint.RoutePattern.RawText?.TrimStart('/')}{(handler == "" ? "" : $"?handler={handler}")}",
                        new RoundTrip(tally.Texts.Count, tally.Saves),
                        [.. tally.Texts]));
                }
            });
            next(app);
        };
    }

    private sealed class CountCommands(HttpContextAccessor requests) : DbCommandInterceptor
    {
        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Count(command, eventData);
            return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            Count(command, eventData);
            return base.NonQueryExecutingAsync(command, eventData, result, cancellationToken);
        }

        public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default)
        {
            Count(command, eventData);
            return base.ScalarExecutingAsync(command, eventData, result, cancellationToken);
        }

        private void Count(DbCommand command, CommandEventData eventData)
        {
            if (eventData.CommandSource != CommandSource.SaveChanges)
            {
                Of(requests)?.Texts.Enqueue(command.CommandText);
            }
        }
    }

    private sealed class CountSaves(HttpContextAccessor requests) : SaveChangesInterceptor
    {
        public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            Of(requests)?.AddSave();
            return base.SavingChangesAsync(eventData, result, cancellationToken);
        }
    }
}
