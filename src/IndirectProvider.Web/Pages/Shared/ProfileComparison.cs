using System.Globalization;
using IndirectProvider.Organisations;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Shared;

/// <summary>A public entry as it is, or was, beside the one wanted.</summary>
/// <param name="Before">As it is or was.</param>
/// <param name="Wanted">As wanted.</param>
/// <param name="BeforeTitle">Heads the first column.</param>
/// <param name="LogoBefore">The logo as it is; null when it is not known any more.</param>
/// <param name="LogoWanted">The logo wanted; null to keep the present one.</param>
/// <param name="OnlyChanges">Whether what stays as it is is left out.</param>
public sealed record ProfileComparison(
    PublicProfile Before, PublicProfile Wanted, string BeforeTitle = "", LogoView? LogoBefore = null, LogoView? LogoWanted = null, bool OnlyChanges = false)
{
    /// <summary>The facts one by one.</summary>
    public IEnumerable<Row> Rows(IStringLocalizer T) => All(T).Where(row => row.IsChanged || !OnlyChanges);

    private IEnumerable<Row> All(IStringLocalizer T) =>
    [
        new(T["Legal name"], Before.LegalName, Wanted.LegalName),
        new(T["Display name"], Before.DisplayName, Wanted.DisplayName),
        new(T["Market"], Market(Before), Market(Wanted)),
        new(T["Website"], Before.Website, Wanted.Website),
        new(T["About the company"], Before.About, Wanted.About),
        new(T["Listed in Find a provider"], Listed(Before, T), Listed(Wanted, T)),
    ];

    private static string Market(PublicProfile profile) => Countries.Find(profile.Country)?.Name(CultureInfo.CurrentUICulture) ?? profile.Country;

    private static string Listed(PublicProfile profile, IStringLocalizer T) => profile.IsListed ? T["Yes"] : T["No"];

    /// <summary>A fact twice.</summary>
    public sealed record Row(string Label, string? Before, string? Wanted)
    {
        /// <summary>Whether the two differ.</summary>
        public bool IsChanged => Before != Wanted;
    }
}

/// <summary>The words for where a request stands.</summary>
public static class ProfileWording
{
    /// <summary>A state as a badge.</summary>
    public static Badge Of(ProfileRequestState state, IStringLocalizer T) => state switch
    {
        ProfileRequestState.Open => new(T["Not decided yet"], "info"),
        ProfileRequestState.Accepted => new(T["Accepted"], "success"),
        ProfileRequestState.Refused => new(T["Refused"], "danger"),
        ProfileRequestState.Withdrawn => new(T["Withdrawn"], "neutral"),
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };
}
