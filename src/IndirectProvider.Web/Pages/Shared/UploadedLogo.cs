using IndirectProvider.Organisations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace IndirectProvider.Web.Pages.Shared;

/// <summary>Takes a picture from a form. Its file name and declared type are never looked at.</summary>
public static class UploadedLogo
{
    /// <summary>The form field.</summary>
    public const string Field = "Input.Logo";

    /// <summary>What was uploaded, no more than is needed to see that it is too large; null when nothing was.</summary>
    public static async Task<byte[]?> ReadAsync(IFormFile? file, CancellationToken cancel)
    {
        if (file is null)
        {
            return null;
        }

        var content = new byte[Math.Min(file.Length, ProviderLogo.MaxBytes + 1)];
        await using var stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(content, cancel);
        return content;
    }
}

/// <summary>
/// Sends a form back unread when what is uploaded with it is larger than the server takes; smaller files are refused at
/// their field, with everything else kept.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class UploadLimitAttribute : Attribute, IAuthorizationFilter, IOrderedFilter
{
    /// <summary>Marks the page that answers such a form.</summary>
    public const string Key = "toolarge";

    private const long MostBytes = 25_000_000;

    /// <summary>Before the check of the form's token, which reads the form.</summary>
    public int Order => 0;

    /// <inheritdoc/>
    public void OnAuthorization(AuthorizationFilterContext context)
    {
        var request = context.HttpContext.Request;
        if (HttpMethods.IsPost(request.Method) && request.ContentLength > MostBytes)
        {
            context.Result = new LocalRedirectResult($"{request.Path}?{Key}=1");
        }
    }
}
