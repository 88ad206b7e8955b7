using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.Filters;

namespace IndirectProvider.Web.Security;

/// <summary>
/// Says that a page shows a password or key. Over TLS it is sent uncompressed: the length of a compressed answer can tell what
/// stands in it (BREACH). The tokens of forms are masked anew in every answer and need no such care.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ShowsSecretAttribute : ResultFilterAttribute
{
    /// <inheritdoc/>
    public override void OnResultExecuting(ResultExecutingContext context)
    {
        if (context.HttpContext.Features.Get<IHttpsCompressionFeature>() is { } compression)
        {
            compression.Mode = HttpsCompressionMode.DoNotCompress;
        }
    }
}
