using Microsoft.AspNetCore.Http;

namespace EchoApp.Hosting.Dashboard.Telemetry.Api;

/// <summary>Which instrument a request asks for, over how many seconds, in how many steps.</summary>
internal sealed record MetricRequest(string Resource, string? InstanceId, string Meter, string Instrument, int Window, int Points, DimensionFilter Dimensions)
{
    private const int DefaultWindow = 300;
    private const int MaxWindow = 86_400;
    private const int DefaultPoints = 60;
    private const int MaxPoints = 600;

    /// <exception cref="BadQueryException">A parameter is missing or cannot be used.</exception>
    public static MetricRequest Read(IQueryCollection query) => new(
        QueryParameters.Required(query, "resource", "web"),
        QueryParameters.Text(query, "instanceId"),
        QueryParameters.Required(query, "meter", "Microsoft.AspNetCore.Hosting"),
        QueryParameters.Required(query, "instrument", "http.server.request.duration"),
        (int)QueryParameters.Number(query, "window", DefaultWindow, 1, MaxWindow),
        (int)QueryParameters.Number(query, "points", DefaultPoints, 1, MaxPoints),
        new DimensionFilter(query["dimension"]));
}
