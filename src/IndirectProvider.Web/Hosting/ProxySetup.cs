using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace IndirectProvider.Web.Hosting;

/// <summary>Whose word about where a request came from is believed.</summary>
public static class ProxySetup
{
    /// <summary>Registers the proxies that are trusted; without any, only the connection itself counts.</summary>
    public static void AddTrustedProxies(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<ForwardedHeadersOptions>().Configure<ProxySettings>((options, settings) =>
        {
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var network in Networks(settings))
            {
                options.KnownIPNetworks.Add(network);
            }

            options.ForwardedHeaders = options.KnownIPNetworks.Count == 0 ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor;
            options.ForwardLimit = null;
        });
    }

    /// <summary>The networks of a setting that names addresses and networks.</summary>
    /// <exception cref="FormatException">One of them is neither.</exception>
    internal static IEnumerable<IPNetwork> Networks(ProxySettings settings) => settings.Trusted
        .Split([',', ' '], StringSplitOptions.RemoveEmptyEntries)
        .Select(text => IPAddress.TryParse(text, out var address)
            ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
            : IPNetwork.Parse(text));
}
