using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using IndirectProvider.Orders;

namespace IndirectProvider.Web.Provisioning.PartnerCenter;

/// <summary>What the vendor answered: something that was done or found (2xx), or a refusal (4xx).</summary>
internal sealed record VendorAnswer(HttpStatusCode Status, byte[] Body)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public bool Succeeded => (int)Status is >= 200 and < 300;

    /// <summary>The vendor's error code, or empty.</summary>
    public string Code => Succeeded ? "" : Read<Fault>().Code switch
    {
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        { ValueKind: JsonValueKind.String } text => text.GetString()!.Trim(),
        _ => "",
    };

    /// <summary>The body as JSON.</summary>
    /// <exception cref="NotNowException">It is none; the exception quotes nothing of it.</exception>
    public T Read<T>()
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(Body, Json) ?? throw Unreadable();
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or FormatException)
        {
            throw Unreadable();
        }
    }

    /// <summary>The body may hold a password.</summary>
    public override string ToString() => $"{(int)Status}";

    private NotNowException Unreadable() => new($"The vendor answered {(int)Status} with something that can't be read.");

    private sealed record Fault([property: JsonPropertyName("code")] JsonElement Code);
}
