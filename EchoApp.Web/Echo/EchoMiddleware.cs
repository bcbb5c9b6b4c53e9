using EchoApp.Web.Memory;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace EchoApp.Web.Echo;

internal sealed class EchoMiddleware(
    RequestDelegate next, IOptions<EchoOptions> options, ReservedPrefixes prefixes, EchoAnswerer answerer, BodyIntake bodies, RequestMemory memory)
{
    private readonly EchoOptions _options = options.Value;

    public Task InvokeAsync(HttpContext context)
    {
        var features = context.Features;
        if (features.Get<EchoConnection>() is not { } connection || prefixes.Cover(context.Request.Path))
        {
            return next(context);
        }

        var echo = new EchoRequest(context, connection, _options);
        return features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false }
            ? answerer.AnswerAsync(context, echo, null, null)
            : ReadAndAnswerAsync(context, echo);
    }

    private async Task ReadAndAnswerAsync(HttpContext context, EchoRequest echo)
    {
        using var hold = new RequestHold(memory);
        if (await bodies.ReadAsync(context, echo.Connection, hold, echo.IsPlain) is { } body)
        {
            await answerer.AnswerAsync(context, echo, body, hold);
        }
    }
}
