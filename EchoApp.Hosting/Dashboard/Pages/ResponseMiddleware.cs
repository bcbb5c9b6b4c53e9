using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace EchoApp.Hosting.Dashboard.Pages;

/// <summary>Around every response: its security headers, and a body for every error that has none.</summary>
internal sealed partial class ResponseMiddleware(RequestDelegate next, ILogger<ResponseMiddleware> logger)
{
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public async Task InvokeAsync(HttpContext context)
    {
        AddHeaders(context.Response.Headers);
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (Exception exception)
        {
            var status = Status(exception);
            if (status >= StatusCodes.Status500InternalServerError)
            {
                Log.RequestFailed(logger, context.Request.Method, Uri.EscapeDataString(context.Request.Path.Value ?? "").Replace("%2F", "/", StringComparison.Ordinal), exception);
            }

            if (context.Response.HasStarted)
            {
                // What has been sent must not look whole.
                context.Abort();
                return;
            }

            context.Response.Clear();
            AddHeaders(context.Response.Headers);
            context.Response.StatusCode = status;
        }

        if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentLength: null, ContentType: null })
        {
            await Error(context).ExecuteAsync(context);
        }
    }

    private static void AddHeaders(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";

        // Unless it is said otherwise: what is shown is true now.
        headers.CacheControl = "no-store";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
    }

    private static int Status(Exception exception) => exception switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        InvalidDataException => StatusCodes.Status400BadRequest,
        _ => StatusCodes.Status500InternalServerError,
    };

    private static IResult Error(HttpContext context)
    {
        var status = context.Response.StatusCode;
        var path = context.Request.Path.ToUriComponent();
        var detail = status switch
        {
            StatusCodes.Status404NotFound => $"There is nothing at {path}.",
            StatusCodes.Status405MethodNotAllowed => $"{path} answers {context.Response.Headers.Allow}, not {context.Request.Method}.",
            >= StatusCodes.Status500InternalServerError => "The dashboard failed to answer. The AppHost's terminal says why.",
            _ => "The request could not be answered.",
        };
        var title = ReasonPhrases.GetReasonPhrase(status);
        return Accepts.Html(context.Request.Headers)
            ? new HtmlPage(title, $"""<h1>{WebUtility.HtmlEncode(title)}</h1><p class="lead">{WebUtility.HtmlEncode(detail)}</p><p><a href="/">To the resources</a></p>""", status)
            : new Problem(status, detail);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The dashboard could not answer {method} {path}.")]
        public static partial void RequestFailed(ILogger logger, string method, string path, Exception exception);
    }
}
