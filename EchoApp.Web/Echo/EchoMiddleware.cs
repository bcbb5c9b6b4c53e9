using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace EchoApp.Web.Echo;

internal sealed class EchoMiddleware(
    RequestDelegate next, IOptions<EchoOptions> options, ReservedPrefixes prefixes, EchoAnswerer answerer, BodyIntake bodies, IEchoObserver observer)
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
        if (features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: false })
        {
            return ReadAndAnswerAsync(context, echo);
        }

        observer.Echoing(context, echo, null);
        return answerer.AnswerAsync(context, echo, null, null);
    }

    private async Task ReadAndAnswerAsync(HttpContext context, EchoRequest echo)
    {
        using var hold = bodies.NewHold();
        if (await bodies.ReadAsync(context, echo.Connection, hold, echo.IsPlain) is { } body)
        {
            observer.Echoing(context, echo, body);
            await answerer.AnswerAsync(context, echo, body, hold);
        }
    }
}
