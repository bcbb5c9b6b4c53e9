using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace EchoApp.Web.Echo;

internal static class EchoStandIn
{
    public static IServiceCollection AddEcho(this IServiceCollection services) => services;

    public static ListenOptions UseEchoConnections(this ListenOptions listenOptions)
    {
        listenOptions.Use(next => connection =>
        {
            connection.Features.Set(new EchoConnection());
            return next(connection);
        });
        return listenOptions;
    }

    public static IApplicationBuilder UseEcho(this IApplicationBuilder app) => app.Use(next => context =>
        context.Features.Get<EchoConnection>() is null ? next(context) : AnswerAsync(context));

    private static async Task AnswerAsync(HttpContext context)
    {
        await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
        context.Response.ContentType = "application/json";
        using var json = new System.Text.Json.Utf8JsonWriter(context.Response.BodyWriter);
        json.WriteStartObject();
        json.WriteStartObject("headers");
        foreach (var (name, value) in context.Request.Headers)
        {
            json.WriteString(name, value.ToString());
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private sealed class EchoConnection;
}
