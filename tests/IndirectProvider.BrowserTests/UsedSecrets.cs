using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Playwright;

namespace IndirectProvider.BrowserTests;

/// <summary>Every password, code, token and one-time link that browsers have sent to one portal.</summary>
public sealed partial class UsedSecrets
{
    /// <summary>Shorter ones stand by chance in many places.</summary>
    private const int ShortestSought = 10;

    private static readonly ConcurrentDictionary<string, UsedSecrets> ByPortal = new();
    private readonly ConcurrentDictionary<string, bool> _all = new();

    /// <summary>Those sent to the portal at this address.</summary>
    public static UsedSecrets Of(Uri address) => ByPortal.GetOrAdd(address.Authority, _ => new UsedSecrets());

    /// <summary>The secrets so far.</summary>
    public IReadOnlyCollection<string> All => [.. _all.Keys];

    /// <summary>Takes what is secret in a request.</summary>
    public static void Note(IRequest request)
    {
        var address = new Uri(request.Url);
        var secrets = Of(address);
        secrets.Add(OneTimeLink().Match(address.AbsolutePath).Groups["secret"].Value);
        if (request.Method == "POST" && request.PostData is { } form && !form.StartsWith("--", StringComparison.Ordinal))
        {
            foreach (var (name, values) in QueryHelpers.ParseQuery(form).Where(field => SecretField().IsMatch(field.Key)))
            {
                foreach (var value in values)
                {
                    secrets.Add(value);
                }
            }
        }
    }

    private void Add(string? secret)
    {
        if (secret?.Length >= ShortestSought)
        {
            _all[secret] = true;
        }
    }

    [GeneratedRegex("^/(invitation|set-password|confirm-email|set-up)/(?<secret>[^/]+)")]
    private static partial Regex OneTimeLink();

    [GeneratedRegex("(password|token|code|secret|credentialjson)$", RegexOptions.IgnoreCase)]
    private static partial Regex SecretField();
}
