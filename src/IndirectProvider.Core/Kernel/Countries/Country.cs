using System.Globalization;
using System.Text.Json.Serialization;

namespace IndirectProvider;

/// <summary>A country's address, money and registration rules, as listed in countries.data.json.</summary>
/// <param name="Code">ISO 3166-1 alpha-2 code in upper case.</param>
/// <param name="EnglishName">The name shown to English readers.</param>
/// <param name="GermanName">The name shown to German readers.</param>
/// <param name="Region">Partners and customers must share it: "EU" for EU and EFTA, else the country's own code.</param>
/// <param name="CallingCode">Telephone country code without the plus sign.</param>
/// <param name="HoursAheadOfUtc">How far its easternmost clock is ahead of UTC in summer, in whole hours; 0 where it is behind.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="PostalCode">The form of a postal code, or null where the country has none.</param>
/// <param name="Languages">ISO 639-1 codes offered to customers there; the first one is the default.</param>
public sealed record Country(
    string Code,
    [property: JsonPropertyName("en")] string EnglishName,
    [property: JsonPropertyName("de")] string GermanName,
    string Region,
    string CallingCode,
    int HoursAheadOfUtc,
    string Currency,
    PostalCodeRule? PostalCode,
    IReadOnlyList<string> Languages)
{
    /// <summary>States an address must name; empty where addresses do without.</summary>
    public IReadOnlyList<CountryState> States { get; init; } = [];

    /// <summary>Whether a customer there must give a registration number; elsewhere it is refused.</summary>
    [JsonPropertyName("registrationNumber")]
    public bool RequiresRegistrationNumber { get; init; }

    /// <summary>The name in the reader's language, English when there is no translation.</summary>
    public string Name(CultureInfo culture) => culture.TwoLetterISOLanguageName == "de" ? GermanName : EnglishName;

    /// <summary>The latest date that has begun anywhere in the country, or in UTC where the country is behind it.</summary>
    public DateOnly Today(DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime.AddHours(HoursAheadOfUtc));

    /// <summary>The state with this code, or null; case does not matter.</summary>
    public CountryState? FindState(string? code) =>
        States.FirstOrDefault(state => string.Equals(state.Code, code?.Trim(), StringComparison.OrdinalIgnoreCase));
}

/// <summary>A state, province or prefecture.</summary>
/// <param name="Code">The part of its ISO 3166-2 code after the country.</param>
/// <param name="EnglishName">The name shown to English readers.</param>
/// <param name="GermanName">The name shown to German readers.</param>
public sealed record CountryState(
    string Code,
    [property: JsonPropertyName("en")] string EnglishName,
    [property: JsonPropertyName("de")] string GermanName)
{
    /// <summary>The name in the reader's language, English when there is no translation.</summary>
    public string Name(CultureInfo culture) => culture.TwoLetterISOLanguageName == "de" ? GermanName : EnglishName;
}
