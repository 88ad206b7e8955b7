namespace IndirectProvider.Web.Security;

/// <summary>Gives every log line of a request the id that its activity rows and its error page have, too.</summary>
public sealed class CorrelationScope(RequestDelegate next, ILogger<CorrelationScope> log)
{
    /// <summary>Runs first.</summary>
    public async Task InvokeAsync(HttpContext http)
    {
        using (log.BeginScope(new Dictionary<string, object> { ["CorrelationId"] = RequestActor.CorrelationId(http) }))
        {
            await next(http);
        }
    }
}
