using Microsoft.AspNetCore.Http;

namespace EchoApp.Hosting.Dashboard.Pages;

/// <summary>Elsewhere, by GET, whatever the method was. Never stored: it depends on who asks.</summary>
internal sealed record Redirect(string Location) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = Location;
        httpContext.Response.Headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }
}
