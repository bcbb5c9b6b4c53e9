using EchoApp.Hosting.Dashboard.Otlp.Grpc;
using EchoApp.Hosting.Dashboard.Otlp.Http;
using EchoApp.Hosting.Dashboard.Otlp.Signals;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace EchoApp.Hosting.Dashboard.Otlp;

internal static class OtlpApi
{
    /// <summary>Maps the three services of OTLP, over gRPC and over HTTP.</summary>
    public static IEndpointRouteBuilder MapOtlp(this IEndpointRouteBuilder endpoints)
    {
        var grpc = endpoints.ServiceProvider.GetRequiredService<GrpcEndpoint>();
        var http = endpoints.ServiceProvider.GetRequiredService<OtlpHttpEndpoint>();
        foreach (var signal in endpoints.ServiceProvider.GetServices<OtlpSignal>())
        {
            endpoints.MapPost(signal.HttpPath, context => http.ExportAsync(context, signal));
            endpoints.MapPost($"/{signal.GrpcService}/Export", context => grpc.ExportAsync(context, signal));
        }

        endpoints.MapPost("/{service}/{method}", grpc.RefuseUnknownAsync);
        return endpoints;
    }
}
