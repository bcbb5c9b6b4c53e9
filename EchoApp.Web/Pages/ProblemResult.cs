using Microsoft.AspNetCore.WebUtilities;

namespace EchoApp.Web.Pages;

/// <summary>An error for programs: problem+json (RFC 9457).</summary>
/// <param name="status">Its status code.</param>
/// <param name="detail">What went wrong and what to do, in sentences.</param>
internal sealed class ProblemResult(int status, string detail) : IResult
{
    public async Task ExecuteAsync(HttpContext context)
    {
        var problem = new PageError(status, ReasonPhrases.GetReasonPhrase(status), detail, context.Request.Path.ToUriComponent()).ToProblem();
        context.Response.StatusCode = status;
        context.Response.ContentType = PageError.ProblemContentType;
        context.Response.ContentLength = problem.Length;
        context.Response.Headers.CacheControl = "no-store";
        if (context.Request.Method != HttpMethods.Head)
        {
            await context.Response.Body.WriteAsync(problem, context.RequestAborted);
        }
    }
}
