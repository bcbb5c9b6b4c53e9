using EchoApp.Hosting.Dashboard.Telemetry.Filters;
using Microsoft.AspNetCore.Http;

namespace EchoApp.Hosting.Dashboard.Telemetry.Api;

/// <summary>Answers what cannot be read with 400 and what is right.</summary>
internal static class BadQueries
{
    public static async ValueTask<object?> AnswerAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (Exception exception) when (exception is FilterException or BadQueryException)
        {
            return TypedResults.Problem(exception.Message, statusCode: StatusCodes.Status400BadRequest);
        }
        catch (OperationCanceledException) when (context.HttpContext.RequestAborted.IsCancellationRequested)
        {
            return TypedResults.Empty;
        }
    }
}
