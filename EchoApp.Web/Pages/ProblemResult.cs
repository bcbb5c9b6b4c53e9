using Microsoft.AspNetCore.WebUtilities;

namespace EchoApp.Web.Pages;

/// <summary>An error: problem+json (RFC 9457) for programs, a page for browsers.</summary>
/// <param name="status">Its status code.</param>
/// <param name="detail">What went wrong and what to do, in sentences.</param>
internal sealed class ProblemResult(int status, string detail) : IResult
{
    public int Status => status;

    public string Detail => detail;

    /// <summary>Which character, from 0, of what was asked it is about; null where it is about all of it.</summary>
    public int? Place { get; init; }

    public async Task ExecuteAsync(HttpContext context)
    {
        var error = new PageError(status, ReasonPhrases.GetReasonPhrase(status), detail, context.Request.Path.ToUriComponent(), Place);
        context.Response.Headers.Vary = "Accept";
        if (ErrorFormat.PrefersHtml(context.Request.Headers))
        {
            await new Page(PageTheme.Error, $"{error.Title}: EchoApp", $"{error.Status} {error.Title}", new Pages_ErrorPage { Model = error }).ToResult(status).ExecuteAsync(context);
            return;
        }

        var problem = error.ToProblem();
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
