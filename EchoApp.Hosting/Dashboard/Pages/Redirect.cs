using Microsoft.AspNetCore.Http;

namespace EchoApp.Hosting.Dashboard.Pages;

/// <summary>Elsewhere, by GET, whatever the method was.</summary>
internal sealed record Redirect(string Location) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = Location;
        return Task.CompletedTask;
    }
}
