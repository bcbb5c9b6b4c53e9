using EchoApp.Hosting.CommandLine;
using EchoApp.Hosting.Dashboard.Telemetry.Metrics;
using EchoApp.Hosting.Dashboard.Telemetry.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace EchoApp.Hosting.Dashboard.Telemetry.Api;

internal static class MetricsApi
{
    public static IEndpointRouteBuilder MapMetrics(this IEndpointRouteBuilder telemetry)
    {
        telemetry.MapGet("/metrics", TreeAsync);
        telemetry.MapGet("/metrics/data", Data);
        return telemetry;
    }

    private static async Task<IResult> TreeAsync(HttpContext context, TelemetryStore store)
    {
        if (!QueryParameters.Switch(context.Request.Query, "follow"))
        {
            return TypedResults.Json(Tree(store), TelemetryJson.Default.MetricTreeView);
        }

        await new Following<PointEntry>(store.Metrics.Ring, store.Metrics.Newest, static _ => true)
            .WriteAsync(context, RecordQuery.Read(context.Request.Query), Views.Of, TelemetryJson.Default.PointView);
        return TypedResults.Empty;
    }

    private static MetricTreeView Tree(TelemetryStore store)
    {
        var cursor = store.Metrics.Newest.Value;
        var resources = store.Metrics.Instruments().GroupBy(info => info.Sender).OrderBy(group => group.Key.FullName, StringComparer.Ordinal)
            .Select(group => new MetricSenderView(group.Key.Name, group.Key.InstanceId, store.Senders.DisplayName(group.Key), Meters(group)));
        return new MetricTreeView([.. resources], cursor);
    }

    private static MeterView[] Meters(IEnumerable<InstrumentInfo> infos) =>
        [.. infos.GroupBy(info => (info.Instrument.Meter.Name, info.Instrument.Meter.Version)).OrderBy(group => group.Key.Name, StringComparer.Ordinal)
            .Select(group => new MeterView(group.Key.Name, group.Key.Version, [.. group.Select(View).OrderBy(view => view.Name, StringComparer.Ordinal)]))];

    private static InstrumentView View(InstrumentInfo info) => new(
        info.Instrument.Name, info.Instrument.Description, info.Instrument.Unit, info.Instrument.Kind.ToString(), info.Dimensions, info.Points);

    private static Results<JsonHttpResult<MetricDataView>, ProblemHttpResult> Data(HttpContext context, TelemetryStore store, TimeProvider timeProvider)
    {
        var request = MetricRequest.Read(context.Request.Query);
        var infos = store.Metrics.Instruments();
        if (Missing(request, infos) is { } missing)
        {
            return TypedResults.Problem(missing, statusCode: StatusCodes.Status404NotFound);
        }

        var axis = StepAxis.Until(timeProvider.GetUtcNow(), request.Window, request.Points);
        var from = DateTime.UnixEpoch.AddSeconds(axis.From);
        var found = infos.Where(info => IsOf(request, info.Sender) && info.Instrument.Meter.Name == request.Meter && info.Instrument.Name == request.Instrument)
            .Select(info => store.Metrics.Points(InstrumentKey.Of(info.Sender, info.Instrument), from)).OfType<InstrumentPoints>().ToArray();
        // The same name may have been given to another kind; and the last points may have gone meanwhile.
        var same = found.Where(points => points.Instrument.Kind == found[0].Instrument.Kind).ToArray();
        return same.Length > 0
            ? TypedResults.Json(MetricAnswer.Of(request, same, axis), TelemetryJson.Default.MetricDataView)
            : TypedResults.Problem($"The points of '{request.Instrument}' are no longer kept.", statusCode: StatusCodes.Status404NotFound);
    }

    private static string? Missing(MetricRequest request, IReadOnlyList<InstrumentInfo> infos)
    {
        var ofSender = infos.Where(info => IsOf(request, info.Sender)).ToArray();
        var ofMeter = ofSender.Where(info => info.Instrument.Meter.Name == request.Meter).ToArray();
        var instance = request.InstanceId is null ? "" : $" with instance id '{request.InstanceId}'";
        return ofSender.Length == 0 ? $"There are no metrics of a resource '{request.Resource}'{instance}.{Nearest(request.Resource, infos.Select(info => info.Sender.Name))}"
            : ofMeter.Length == 0 ? $"'{request.Resource}' has no meter '{request.Meter}'.{Nearest(request.Meter, ofSender.Select(info => info.Instrument.Meter.Name))}"
            : ofMeter.Any(info => info.Instrument.Name == request.Instrument) ? null
            : $"The meter '{request.Meter}' has no instrument '{request.Instrument}'.{Nearest(request.Instrument, ofMeter.Select(info => info.Instrument.Name))}";
    }

    private static bool IsOf(MetricRequest request, Sender sender) =>
        (sender.Name == request.Resource || sender.FullName == request.Resource) && (request.InstanceId is null || sender.InstanceId == request.InstanceId);

    private static string Nearest(string word, IEnumerable<string> known)
    {
        var names = known.Distinct().Order(StringComparer.Ordinal).ToArray();
        return Spelling.Closest(word, names) is { } nearest && nearest != word ? $" Did you mean '{nearest}'?"
            : names.Length == 0 ? " None have been sent yet."
            : $" There are {string.Join(", ", names.Take(20).Select(name => $"'{name}'"))}.";
    }
}
