using EchoApp.Web.Access;
using EchoApp.Web.Pages;
using EchoApp.Web.Queries;
using EchoApp.Web.Storage;

namespace EchoApp.Web.Api;

/// <summary>Around the endpoints of the API: what its store has to say to every answer.</summary>
internal sealed class ApiMiddleware(RequestDelegate next, IStore store)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<RequiresAccess>() is null)
        {
            await next(context);
            return;
        }

        StoreNote.Add(context.Response, store);
        try
        {
            await next(context);
        }
        catch (QueryTooSlowException exception) when (!context.Response.HasStarted)
        {
            await new ProblemResult(StatusCodes.Status400BadRequest, exception.Message).ExecuteAsync(context);
        }
        catch (StoreUnavailableException exception) when (!context.Response.HasStarted)
        {
            context.Response.Headers.RetryAfter = StoreNote.RetryAfter;
            await new ProblemResult(StatusCodes.Status503ServiceUnavailable, $"{exception.Message} /health tells when it is back.").ExecuteAsync(context);
        }
    }
}
