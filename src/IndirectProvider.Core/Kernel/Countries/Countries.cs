using System.Collections.Frozen;
using System.Text.Json;

namespace IndirectProvider;

/// <summary>The countries the portal knows, read once from countries.data.json.</summary>
public static class Countries
{
    private static readonly Lazy<IReadOnlyList<Country>> Loaded = new(Load);

    private static readonly Lazy<FrozenDictionary<string, Country>> ByCode = new(
        () => Loaded.Value.ToFrozenDictionary(country => country.Code, StringComparer.OrdinalIgnoreCase));

    /// <summary>All countries, sorted by English name.</summary>
    public static IReadOnlyList<Country> All => Loaded.Value;

    /// <summary>The country with this ISO code in any case, or null when unknown.</summary>
    public static Country? Find(string? code) => code is null ? null : ByCode.Value.GetValueOrDefault(code.Trim());

    /// <summary>The countries of a region, sorted by English name; empty when the region is unknown.</summary>
    public static IReadOnlyList<Country> InRegion(string region) =>
        [.. All.Where(country => string.Equals(country.Region, region, StringComparison.OrdinalIgnoreCase))];

    private static IReadOnlyList<Country> Load()
    {
        using var stream = typeof(Countries).Assembly.GetManifestResourceStream("countries.data.json")
            ?? throw new InvalidOperationException("The resource countries.data.json is missing.");
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
        };
        var countries = JsonSerializer.Deserialize<Country[]>(stream, options)
            ?? throw new InvalidOperationException("The resource countries.data.json is empty.");
        Array.Sort(countries, (a, b) => StringComparer.InvariantCulture.Compare(a.EnglishName, b.EnglishName));
        return countries.AsReadOnly();
    }
}
