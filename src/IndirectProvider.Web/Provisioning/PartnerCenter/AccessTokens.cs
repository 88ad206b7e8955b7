using System.Text.Json.Serialization;
using IndirectProvider.Orders;
using IndirectProvider.Web.Hosting;

namespace IndirectProvider.Web.Provisioning.PartnerCenter;

/// <summary>
/// The bearer token the portal shows the vendor: asked for with the client credentials, once for all calls of this process, and
/// again shortly before it ends or when the vendor does not accept it any more.
/// </summary>
public sealed class AccessTokens(IHttpClientFactory clients, PartnerCenterSettings settings, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan LongestMargin = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim fetching = new(1);
    private volatile Token? current;

    /// <summary>A token that should be good.</summary>
    /// <param name="refused">The one that was not accepted, or null.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="NotNowException">There is none to be had now.</exception>
    public async Task<string> GetAsync(string? refused, CancellationToken cancel)
    {
        if (Usable(refused) is { } kept)
        {
            return kept;
        }

        await fetching.WaitAsync(cancel);
        try
        {
            return Usable(refused) ?? await FetchAsync(cancel);
        }
        catch (NotNowException failure)
        {
            // What the token was for has not been asked yet, or was turned away.
            throw new NotNowException(failure.Message, failure.RetryAfter, nothingDone: true);
        }
        finally
        {
            fetching.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => fetching.Dispose();

    private string? Usable(string? refused) =>
        current is { } token && token.Value != refused && clock.GetUtcNow() < token.RenewAt ? token.Value : null;

    private async Task<string> FetchAsync(CancellationToken cancel)
    {
        var asked = clock.GetUtcNow();
        using var request = new HttpRequestMessage(HttpMethod.Post, settings.TokenAddress)
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials",
                ["client_id"] = settings.ClientId,
                ["client_secret"] = settings.ClientSecret,
                ["scope"] = settings.Scope,
            }),
        };
        request.Headers.Accept.ParseAdd("application/json");
        var answer = await Exchange.SendAsync(clients.CreateClient(PartnerCenterClient.HttpName), request, clock, cancel);
        if (!answer.Succeeded || answer.Read<TokenAnswer>() is not { AccessToken: { Length: > 0 } value } token)
        {
            throw new NotNowException($"The vendor's sign-in gave no token ({(int)answer.Status}). Check Provisioning__PartnerCenter__ClientId and __ClientSecret.");
        }

        var life = TimeSpan.FromSeconds(Math.Clamp(token.ExpiresIn ?? 0, 0, TimeSpan.SecondsPerDay));
        var margin = life / 5 < LongestMargin ? life / 5 : LongestMargin;
        current = new Token(value, asked + life - margin);
        return value;
    }

    private sealed record TokenAnswer(
        [property: JsonPropertyName("access_token")] string? AccessToken,
        [property: JsonPropertyName("expires_in")] double? ExpiresIn);

    private sealed record Token(string Value, DateTimeOffset RenewAt)
    {
        public override string ToString() => "access token";
    }
}
