using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;
using IndirectProvider.Orders;
using IndirectProvider.Web.Hosting;

namespace IndirectProvider.Web.Provisioning.PartnerCenter;

/// <summary>Speaks to the Partner Center REST service: headers, token, what counts as an answer.</summary>
internal sealed class PartnerCenterClient(IHttpClientFactory clients, AccessTokens tokens, PartnerCenterSettings settings, TimeProvider clock)
{
    /// <summary>Name of the HTTP client, for the service and for its sign-in.</summary>
    public const string HttpName = "PartnerCenter";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Reads something; of an order, if it is for one.</summary>
    /// <exception cref="NotNowException">The vendor can't be asked now.</exception>
    public async Task<VendorAnswer> ReadAsync(HttpMethod method, string path, Guid? orderId, CancellationToken cancel)
    {
        try
        {
            return await SendAsync(method, path, Guid.NewGuid(), orderId ?? Guid.NewGuid(), null, cancel);
        }
        catch (NotNowException failure) when (failure.NothingDone)
        {
            // That is so of reading; the change that went before it in the same step may have been done.
            throw new NotNowException(failure.Message, failure.RetryAfter);
        }
    }

    /// <summary>Changes something as a step's one call, under the step's key.</summary>
    /// <exception cref="NotNowException">The vendor can't be asked now; it may have done it.</exception>
    public Task<VendorAnswer> ChangeAsync(HttpMethod method, string path, StepCall call, object? body, CancellationToken cancel) =>
        SendAsync(method, path, call.Key, call.OrderId, body, cancel);

    private async Task<VendorAnswer> SendAsync(HttpMethod method, string path, Guid requestId, Guid correlationId, object? body, CancellationToken cancel)
    {
        var token = await tokens.GetAsync(null, cancel);
        var answer = await TryAsync(token);
        if (answer.Status == HttpStatusCode.Unauthorized)
        {
            token = await tokens.GetAsync(refused: token, cancel);
            answer = await TryAsync(token);
        }

        return answer.Status == HttpStatusCode.Unauthorized
            ? throw new NotNowException("The vendor does not accept the portal's token. Check what Provisioning__PartnerCenter__ClientId may do there.", nothingDone: true)
            : answer;

        async Task<VendorAnswer> TryAsync(string bearer)
        {
            using var request = new HttpRequestMessage(method, new Uri(settings.Service, path));
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
            request.Headers.Accept.ParseAdd("application/json");
            request.Headers.Add("MS-RequestId", requestId.ToString());
            request.Headers.Add("MS-CorrelationId", correlationId.ToString());
            request.Headers.Add("MS-Contract-Version", "v1");
            request.Headers.Add("X-Locale", "en-US");
            request.Headers.Add("MS-PartnerCenter-Application", "IndirectProvider");
            if (method == HttpMethod.Post || method == HttpMethod.Patch)
            {
                request.Content = body is null ? new ByteArrayContent([]) : JsonContent.Create(body, body.GetType(), options: Json);
            }

            return await Exchange.SendAsync(clients.CreateClient(HttpName), request, clock, cancel);
        }
    }
}
