using EchoApp.Web.Logging;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using BadHttpRequestException = Microsoft.AspNetCore.Http.BadHttpRequestException;
using MinDataRate = Microsoft.AspNetCore.Server.Kestrel.Core.MinDataRate;

namespace EchoApp.Web.Pages;

/// <summary>Around everything on the pages listener: its security headers, and a body for every error that has none.</summary>
internal sealed partial class PagesMiddleware(RequestDelegate next, ILogger<PagesMiddleware> logger)
{
    private const string ContentSecurityPolicy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private static readonly MinDataRate _bodyRate = new(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));

    public async Task InvokeAsync(HttpContext context)
    {
        AddSecurityHeaders(context.Response.Headers);
        try
        {
            // Bodies here are short. The server's own default is off, for the echo, which sees to that itself.
            context.Features.Get<IHttpMinRequestBodyDataRateFeature>()?.MinDataRate = _bodyRate;
            if (!HasHost(context.Request))
            {
                context.Response.StatusCode = StatusCodes.Status400BadRequest;
            }
            else if (IsNoMethod(context.Request.Method))
            {
                context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
                context.Response.Headers.Allow = "GET, HEAD";
            }
            else
            {
                await next(context);
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            context.Response.Clear();
            AddSecurityHeaders(context.Response.Headers);
            context.Response.StatusCode = (e as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status500InternalServerError;
            if (e is not BadHttpRequestException)
            {
                Log.RequestFailed(logger, context.Request.Method, LogText.Escape(context.Request.Path.Value), e);
            }
        }

        if (IsBareError(context.Response))
        {
            await WriteErrorAsync(context);
        }
    }

    /// <summary>Whether its host can be read: what is encoded as other than ASCII (RFC 3492) may be encoded wrongly.</summary>
    private static bool HasHost(HttpRequest request)
    {
        try
        {
            return request.Host.Value is not null;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Methods are case-sensitive (RFC 9110 section 9.1); routing takes <c>get</c> for GET.</summary>
    private static bool IsNoMethod(string method) => HttpMethods.GetCanonicalizedValue(method) is var usual && usual != method && HttpMethods.Equals(usual, method);

    private static bool IsBareError(HttpResponse response) =>
        response is { HasStarted: false, StatusCode: >= 400, ContentLength: null, ContentType: null };

    private static Task WriteErrorAsync(HttpContext context)
    {
        var error = PageError.For(context);
        return new ProblemResult(error.Status, error.Detail).ExecuteAsync(context);
    }

    private static void AddSecurityHeaders(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        // Without any referrer browsers would send forms of ours with "Origin: null".
        headers["Referrer-Policy"] = "same-origin";
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "{Method} {Path} failed.")]
        public static partial void RequestFailed(ILogger logger, string method, string path, Exception exception);
    }
}
