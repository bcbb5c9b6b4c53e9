using Microsoft.AspNetCore.Routing;

namespace EchoApp.Hosting.Dashboard.Otlp;

internal static class OtlpApi
{
    /// <summary>Maps the three services of OTLP, over gRPC and over HTTP.</summary>
    public static IEndpointRouteBuilder MapOtlp(this IEndpointRouteBuilder endpoints) => endpoints;
}
