using System.Net;
using IndirectProvider.Orders;

namespace IndirectProvider.Web.Provisioning.PartnerCenter;

/// <summary>One request and its answer. Whatever is not an answer to what was asked becomes "not now".</summary>
internal static class Exchange
{
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromHours(1);

    /// <summary>Sends it.</summary>
    /// <exception cref="NotNowException">No answer, or one that only says to come back later.</exception>
    public static async Task<VendorAnswer> SendAsync(HttpClient client, HttpRequestMessage request, TimeProvider clock, CancellationToken cancel)
    {
        try
        {
            using var response = await client.SendAsync(request, cancel);
            var status = (int)response.StatusCode;
            if (status is >= 300 and < 400 or 407 or 408 or 425 or 429 or >= 500)
            {
                throw new NotNowException($"The vendor answered {status}.", RetryAfter(response, clock), nothingDone: status == 429);
            }

            // A page is not from the vendor's service but from something in between.
            if (response.Content.Headers.ContentType?.MediaType == "text/html" && !(request.Method == HttpMethod.Head && response.StatusCode == HttpStatusCode.NotFound))
            {
                throw new NotNowException($"The vendor answered {status} with a web page.");
            }

            return new VendorAnswer(response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancel));
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new NotNowException("The vendor took too long to answer.");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            // An answer that is too long ends here, too.
            throw new NotNowException(failure is HttpRequestException { HttpRequestError: var error } ? $"The vendor can't be reached ({error})." : "The connection to the vendor broke.");
        }
    }

    private static TimeSpan? RetryAfter(HttpResponseMessage response, TimeProvider clock)
    {
        var asked = response.Headers.RetryAfter;
        var pause = asked?.Delta ?? (asked?.Date - (response.Headers.Date ?? clock.GetUtcNow()));
        return pause > LongestRetryAfter ? LongestRetryAfter : pause;
    }
}
