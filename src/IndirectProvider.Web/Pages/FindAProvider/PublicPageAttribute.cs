using System.Security.Cryptography;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Net.Http.Headers;

namespace IndirectProvider.Web.Pages.FindAProvider;

/// <summary>
/// A page that any cache may keep for a while and ask for again by its fingerprint, which is made of the finished page: it
/// then also changes with the portal's own version.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PublicPageAttribute : Attribute, IAsyncResultFilter
{
    /// <summary>Caching of what is public and may change.</summary>
    public const string ForAWhile = "public, max-age=300";

    /// <inheritdoc/>
    public async Task OnResultExecutionAsync(ResultExecutingContext context, ResultExecutionDelegate next)
    {
        var response = context.HttpContext.Response;
        if (context.Result is not PageResult)
        {
            await next();
            return;
        }

        using var page = new MemoryStream();
        var body = response.Body;
        response.Body = page;
        ResultExecutedContext executed;
        try
        {
            executed = await next();
        }
        finally
        {
            response.Body = body;
        }

        if (executed.Exception is null)
        {
            await AnswerAsync(context.HttpContext, page);
        }
    }

    private static async Task AnswerAsync(HttpContext http, MemoryStream page)
    {
        var bytes = page.GetBuffer().AsMemory(0, (int)page.Length);
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes.Span)[..16])}\"");
        var headers = http.Response.GetTypedHeaders();
        headers.ETag = tag;
        http.Response.Headers.CacheControl = ForAWhile;
        http.Response.Headers.Vary = HeaderNames.AcceptLanguage;
        if (http.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Equals(EntityTagHeaderValue.Any) || known.Compare(tag, useStrongComparison: false)))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            http.Response.ContentType = null;
            return;
        }

        http.Response.ContentLength = bytes.Length;
        await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
    }
}
