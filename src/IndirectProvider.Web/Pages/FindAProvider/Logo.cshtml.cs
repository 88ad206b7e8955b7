using IndirectProvider.Organisations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Net.Http.Headers;

namespace IndirectProvider.Web.Pages.FindAProvider;

/// <summary>A listed provider's logo. Its address carries its version, so it may be kept for good.</summary>
public sealed class LogoModel(ReadDirectory directory) : PageModel
{
    private const string ForGood = "public, max-age=31536000, immutable";

    public async Task<IActionResult> OnGetAsync(Guid id, string? v, CancellationToken cancel)
    {
        if (await directory.FindLogoAsync(id, cancel) is not { } logo)
        {
            return NotFound();
        }

        Response.Headers.CacheControl = v == logo.Version ? ForGood : PublicPageAttribute.ForAWhile;
        return new FileContentResult(logo.Content, logo.ContentType) { EntityTag = new EntityTagHeaderValue($"\"{logo.Version}\"") };
    }
}
