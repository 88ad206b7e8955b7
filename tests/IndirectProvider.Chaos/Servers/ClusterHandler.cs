using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace IndirectProvider.Chaos.Servers;

/// <summary>Thrown when a request was sent and its answer never came: nobody knows whether it was carried out.</summary>
internal sealed class AnswerLostException(string message, Exception inner) : Exception(message, inner);

/// <summary>Thrown when a node says that something it needs is away at the moment (503); the message is what its page says.</summary>
internal sealed class TurnedAwayException(string message) : Exception(message);

/// <summary>
/// Stands where a proxy would: every request goes to the next node that is up, whoever sends it, so nothing sticks to a
/// node. Towards the browser it is https, towards the nodes plain.
/// </summary>
internal sealed class ClusterHandler(IReadOnlyList<PortalNode> nodes) : HttpMessageHandler
{
    /// <summary>The address people use.</summary>
    public static readonly Uri Address = new("https://portal.test");

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly HttpMessageInvoker Sending = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(2),
        MaxConnectionsPerServer = 200,
    });

    private static int turn;

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? null : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var waited = Stopwatch.StartNew();
        while (true)
        {
            var up = nodes.Where(n => n.IsUp).ToList();
            if (up.Count > 0)
            {
                var node = up[(int)((uint)Interlocked.Increment(ref turn) % up.Count)];
                try
                {
                    return await SendAsync(request, body, node, cancellationToken);
                }
                catch (HttpRequestException failure) when (failure.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused })
                {
                    // It is down and got nothing: another one may have it.
                }
                catch (Exception failure) when (failure is HttpRequestException or IOException)
                {
                    throw new AnswerLostException($"{request.Method} {request.RequestUri!.AbsolutePath}", failure);
                }
            }

            if (waited.Elapsed > Patience)
            {
                throw new InvalidOperationException($"No node was up for {Patience.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s.");
            }

            await Task.Delay(50, cancellationToken);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, byte[]? body, PortalNode node, CancellationToken cancel)
    {
        var passedOn = new HttpRequestMessage(request.Method, new UriBuilder(request.RequestUri!) { Scheme = "http", Host = "127.0.0.1", Port = node.Port }.Uri);
        foreach (var header in request.Headers)
        {
            passedOn.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        passedOn.Headers.Host = Address.Host;
        if (body is not null)
        {
            passedOn.Content = new ByteArrayContent(body);
            foreach (var header in request.Content!.Headers)
            {
                passedOn.Content.Headers.TryAddWithoutValidation(header.Key, header.Value);
            }
        }

        var answer = await Sending.SendAsync(passedOn, cancel);
        var content = new ByteArrayContent(await answer.Content.ReadAsByteArrayAsync(cancel));
        foreach (var header in answer.Content.Headers)
        {
            content.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        if (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
        {
            throw new TurnedAwayException(await content.ReadAsStringAsync(cancel));
        }

        answer.Content = content;
        answer.RequestMessage = request;
        return answer;
    }
}
