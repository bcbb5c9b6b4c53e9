using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.Hosting;

public static class HealthExtensions
{
    private const string LiveTag = "live";

    public static TBuilder AddDefaultHealthChecks<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        builder.Services.AddHealthChecks().AddCheck("self", () => HealthCheckResult.Healthy(), [LiveTag]);
        return builder;
    }

    /// <summary>
    /// Maps <c>/health</c> (every check: ready) and <c>/alive</c> (those tagged live). Aspire's template maps them in Development
    /// only; here they are what the container's health command asks, in every environment. They say one word, in a line; behind it
    /// <c>/health</c> has one for each check that describes what it found.
    /// </summary>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        app.MapHealthChecks("/health", new HealthCheckOptions { ResponseWriter = HealthText.WriteAsync }).WithoutTelemetry();
        app.MapHealthChecks("/alive", new HealthCheckOptions { ResponseWriter = HealthText.WriteAsync, Predicate = check => check.Tags.Contains(LiveTag) }).WithoutTelemetry();
        return app;
    }

    private static void WithoutTelemetry(this IEndpointConventionBuilder endpoint) =>
        endpoint.DisableHttpMetrics().WithMetadata(new HttpMethodMetadata([HttpMethods.Get, HttpMethods.Head])).Add(builder =>
        {
            var inner = builder.RequestDelegate;
            builder.RequestDelegate = context =>
            {
                if (context.Features.Get<IHttpActivityFeature>()?.Activity is { } activity)
                {
                    activity.IsAllDataRequested = false;
                    activity.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
                }

                return inner?.Invoke(context) ?? Task.CompletedTask;
            };
        });
}
