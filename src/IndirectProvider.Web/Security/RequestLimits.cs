using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using IndirectProvider.Web.Hosting;

namespace IndirectProvider.Web.Security;

/// <summary>
/// How often one network address may do what invites abuse: guess passwords and one-time links, have mails sent, look up
/// which domains are taken; and how much it may ask at all. Beyond that the answer is 429 with Retry-After and a page.
/// What one account or one addressee can be put through is limited by the verbs themselves.
/// </summary>
public static partial class RequestLimits
{
    /// <summary>Registers the limits.</summary>
    public static void AddRequestLimits(this IServiceCollection services)
    {
        services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.OnRejected = (rejected, _) =>
            {
                var http = rejected.HttpContext;
                LimitReached(http.RequestServices.GetRequiredService<ILogger<LimitSettings>>(), http.Request.Method, http.Connection.RemoteIpAddress);
                var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromMinutes(1);
                http.Response.Headers.RetryAfter =
                    Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
                return ValueTask.CompletedTask;
            };
        });
        services.AddOptions<Microsoft.AspNetCore.RateLimiting.RateLimiterOptions>()
            .Configure<LimitSettings>((options, settings) => options.GlobalLimiter = PartitionedRateLimiter.CreateChained(
                PartitionedRateLimiter.Create<HttpContext, string>(http => Particular(http, settings)),
                PartitionedRateLimiter.Create<HttpContext, string>(http => Overall(http, settings))));
    }

    [LoggerMessage(LogLevel.Warning, "A {Method} request from {Address} came too soon and was answered with 429.")]
    private static partial void LimitReached(ILogger logger, string method, IPAddress? address);

    private static RateLimitPartition<string> Particular(HttpContext http, LimitSettings settings)
    {
        var request = http.Request;
        if (request.IsOneTimeLink())
        {
            return Window("link", http, settings.LinksPerMinute, TimeSpan.FromMinutes(1));
        }

        if (request.Path.StartsWithSegments(EntraSetup.CallbackPath) || request.Path.StartsWithSegments("/sign-in/microsoft"))
        {
            return Window("sign-in", http, settings.SignInsPerMinute, TimeSpan.FromMinutes(1));
        }

        if (HttpMethods.IsPost(request.Method))
        {
            if (request.Path.StartsWithSegments("/sign-in") || request.Path.StartsWithSegments("/confirm-it-is-you"))
            {
                return Window("sign-in", http, settings.SignInsPerMinute, TimeSpan.FromMinutes(1));
            }

            if (request.Path.StartsWithSegments("/forgot-password") || request.Path.StartsWithSegments("/register"))
            {
                return Window("mail", http, settings.MailRequestsPerHour, TimeSpan.FromHours(1));
            }
        }

        return request.Query["handler"] == "Availability"
            ? Window("look-up", http, settings.LookupsPerMinute, TimeSpan.FromMinutes(1))
            : RateLimitPartition.GetNoLimiter("");
    }

    // The page that says "too many" and what it is made of must not be too much itself.
    private static RateLimitPartition<string> Overall(HttpContext http, LimitSettings settings) =>
        http.Request.Path.StartsWithSegments("/errors") || http.Request.Path.StartsWithSegments("/dist") || http.Request.Path.StartsWithSegments("/health")
            ? RateLimitPartition.GetNoLimiter("")
            : Window("all", http, settings.RequestsPerMinute, TimeSpan.FromMinutes(1));

    private static RateLimitPartition<string> Window(string kind, HttpContext http, int permits, TimeSpan window) => permits == 0
        ? RateLimitPartition.GetNoLimiter("")
        : RateLimitPartition.GetFixedWindowLimiter(
            $"{kind} {Origin(http.Connection.RemoteIpAddress)}",
            _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = window });

    /// <summary>One subscriber of a network: an IPv4 address, or the half of an IPv6 address that isn't its own to choose.</summary>
    private static string Origin(IPAddress? address)
    {
        if (address is null)
        {
            return "";
        }

        if (address.IsIPv4MappedToIPv6 || address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address.MapToIPv4().ToString();
        }

        var bytes = address.GetAddressBytes();
        Array.Clear(bytes, 8, 8);
        return new IPAddress(bytes).ToString();
    }
}
