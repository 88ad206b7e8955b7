using System.Text.Json;
using System.Text.Json.Serialization;
using IndirectProvider.Mail;
using IndirectProvider.Organisations;
using IndirectProvider.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IndirectProvider.Web.Pages.FindAProvider;

/// <summary>One listed provider.</summary>
[PublicPage]
public sealed class DetailsModel(ReadDirectory directory, PortalAddress portal) : PageModel
{
    private const int SummaryLength = 155;

    public DirectoryEntry Entry { get; private set; } = null!;

    /// <summary>The beginning of what it says of itself, as long as search engines show it; null when it says nothing.</summary>
    public string? Summary => Entry.About is not { Length: > SummaryLength } about
        ? Entry.About
        : string.Concat(about.AsSpan(0, Math.Max(about.LastIndexOf(' ', SummaryLength), SummaryLength / 2)), "…");

    /// <summary>The entry for machines. The serializer writes no character that could end the script element.</summary>
    public string JsonLd => JsonSerializer.Serialize(new Organization(
        Entry.DisplayName,
        Entry.LegalName,
        Entry.About,
        Entry.Website,
        Entry.LogoVersion is null ? null : portal.Link(LogoView.OfListed(Entry).Url!),
        Entry.SupportEmail,
        Entry.SupportPhone,
        Entry.Country));

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        if (await directory.FindAsync(id, cancel) is not { } entry)
        {
            return NotFound();
        }

        Entry = entry;
        return Page();
    }

    private sealed record Organization(
        [property: JsonPropertyName("name")] string Name,
        [property: JsonPropertyName("legalName")] string LegalName,
        [property: JsonPropertyName("description"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Description,
        [property: JsonPropertyName("url"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Url,
        [property: JsonPropertyName("logo"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Logo,
        [property: JsonPropertyName("email")] string Email,
        [property: JsonPropertyName("telephone"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Telephone,
        [property: JsonPropertyName("areaServed")] string AreaServed)
    {
        [JsonPropertyName("@context")]
        [JsonPropertyOrder(-2)]
        public string Context => "https://schema.org";

        [JsonPropertyName("@type")]
        [JsonPropertyOrder(-1)]
        public string Type => "Organization";
    }
}
