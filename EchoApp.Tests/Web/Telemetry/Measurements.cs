using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace EchoApp.Tests.Web.Telemetry;

/// <summary>Meters of a test's own, and what is measured on them while somebody listens.</summary>
internal sealed class Measurements : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly ConcurrentQueue<(string Instrument, string Unit, double Value, string Tags)> _all = new();
    private readonly MeterListener _listener = new();

    public IMeterFactory Meters => _services.GetRequiredService<IMeterFactory>();

    /// <summary>Begins to listen.</summary>
    public void Listen()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "EchoApp.Web" && instrument.Meter.Scope == Meters)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>Asks what is only measured when it is asked for, as an export does.</summary>
    public void Collect() => _listener.RecordObservableInstruments();

    /// <summary>What was measured, in order; tags as name=value.</summary>
    public IReadOnlyList<(string Unit, double Value, string Tags)> Of(string instrument) => [.. _all.Where(each => each.Instrument == instrument).Select(each => (each.Unit, each.Value, each.Tags))];

    public void Dispose()
    {
        _listener.Dispose();
        _services.Dispose();
    }

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _all.Enqueue((instrument.Name, instrument.Unit ?? "", value, string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))));
}
