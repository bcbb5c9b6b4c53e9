namespace EchoApp.Web.Pages;

/// <summary>Sends a browser to GET a path of ours (RFC 9110 section 15.4.4).</summary>
internal sealed class SeeOther(string path) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = PageAddress.Of(httpContext, path);
        httpContext.Response.Headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }
}
