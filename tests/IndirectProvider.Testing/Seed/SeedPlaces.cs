using System.Collections.Concurrent;
using System.Globalization;

namespace IndirectProvider.Testing.Seed;

/// <summary>Addresses and phone numbers that their countries' rules take.</summary>
internal static class SeedPlaces
{
    private static readonly ConcurrentDictionary<string, (string[] Codes, string Phone)> Known = [];

    /// <summary>An address in a country.</summary>
    public static PostalAddress Address(Dice dice, Country country)
    {
        var codes = Of(country).Codes;
        return new(
            SeedNames.Street(dice),
            dice.Is(0.1) ? "2. OG" : null,
            SeedNames.City(dice),
            country.States.Count > 0 ? dice.Of(country.States).Code : null,
            codes.Length > 0 ? dice.Of(codes) : null,
            country.Code);
    }

    /// <summary>A phone number in E.164.</summary>
    public static string Phone(Country country) => Of(country).Phone;

    private static (string[] Codes, string Phone) Of(Country country) => Known.GetOrAdd(country.Code, _ => (Codes(country), Example(country)));

    private static string Example(Country country)
    {
        var numbers = global::PhoneNumbers.PhoneNumberUtil.GetInstance();
        return numbers.Format(numbers.GetExampleNumber(country.Code), global::PhoneNumbers.PhoneNumberFormat.E164);
    }

    /// <summary>The example with other last digits, as far as the country's form allows.</summary>
    private static string[] Codes(Country country)
    {
        if (country.PostalCode is not { } rule)
        {
            return [];
        }

        var example = rule.Example;
        var variants = Enumerable.Range(0, 100)
            .Select(n => n.ToString("00", CultureInfo.InvariantCulture))
            .Select(n => char.IsAsciiDigit(example[^1]) && char.IsAsciiDigit(example[^2]) ? example[..^2] + n : example);
        return [.. variants.Where(code => rule.Matches(code)).Distinct()];
    }
}
