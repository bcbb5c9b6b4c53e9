using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace EchoApp.Hosting.Dashboard.Pages;

/// <summary>A page without JavaScript, in the clothes of the login.</summary>
/// <param name="Title">As text.</param>
/// <param name="Main">As markup.</param>
/// <param name="Status">Its status.</param>
internal sealed record HtmlPage(string Title, string Main, int Status) : IResult
{
    public const string ContentType = "text/html; charset=utf-8";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.ContentType = ContentType;

        // Else browsers would send the form with an origin of null.
        response.Headers["Referrer-Policy"] = "same-origin";
        await Body.WriteAsync(httpContext, Encoding.UTF8.GetBytes(Markup()));
    }

    private string Markup() => $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{WebUtility.HtmlEncode(Title)} · EchoApp dashboard</title>
        <link rel="icon" href="/assets/favicon.svg" type="image/svg+xml">
        <link rel="stylesheet" href="/assets/tokens.css">
        <link rel="stylesheet" href="/assets/css/login.css">
        </head>
        <body>
        <main>
        <p class="mark"><svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true"><circle cx="5" cy="12" r="3"/><path d="M11 6.5a7.8 7.8 0 0 1 0 11"/><path d="M15.5 3a12.7 12.7 0 0 1 0 18"/></svg>EchoApp dashboard</p>
        {Main}
        </main>
        </body>
        </html>

        """;
}
