using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace IndirectProvider.Web.Security;

/// <summary>
/// A page that has no handler for what was sent does not exist for it; the framework would render it without a model.
/// </summary>
public sealed class UnknownHandlerFilter : IPageFilter
{
    /// <inheritdoc/>
    public void OnPageHandlerSelected(PageHandlerSelectedContext context)
    {
    }

    /// <inheritdoc/>
    public void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        var method = context.HttpContext.Request.Method;
        // Error pages stand in for any request.
        if (context.HandlerMethod is null
            && !HttpMethods.IsGet(method)
            && !HttpMethods.IsHead(method)
            && !context.ActionDescriptor.ViewEnginePath.StartsWith("/Errors/", StringComparison.Ordinal))
        {
            context.Result = new NotFoundResult();
        }
    }

    /// <inheritdoc/>
    public void OnPageHandlerExecuted(PageHandlerExecutedContext context)
    {
    }
}
