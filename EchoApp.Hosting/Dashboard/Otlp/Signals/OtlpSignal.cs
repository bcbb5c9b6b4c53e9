using EchoApp.Hosting.Dashboard.Otlp.Decoding;
using EchoApp.Hosting.Dashboard.Telemetry;
using EchoApp.Hosting.Dashboard.Telemetry.Storage;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace EchoApp.Hosting.Dashboard.Otlp.Signals;

/// <summary>Logs, traces or metrics: where they are sent to, and what becomes of them.</summary>
internal abstract class OtlpSignal(TelemetryStore store, SignalCounters counters)
{
    protected TelemetryStore Store => store;

    /// <summary>Where it is sent to over HTTP.</summary>
    public abstract string HttpPath { get; }

    /// <summary>The full name of the gRPC service.</summary>
    public abstract string GrpcService { get; }

    /// <summary>The type of a request.</summary>
    public abstract MessageDescriptor Request { get; }

    /// <summary>Decodes a request and keeps what it holds.</summary>
    /// <exception cref="OtlpException">It is not a protobuf message.</exception>
    public abstract IngestOutcome Ingest(ReadOnlySpan<byte> request);

    /// <summary>The answer: an empty message, or a partial success.</summary>
    public abstract IMessage Response(IngestOutcome outcome);

    /// <summary>Counts a request that is refused as a whole.</summary>
    public void CountRefused() => store.CountRefused(counters);

    protected IngestOutcome Keep<T>(Decoded<T> decoded, Func<IReadOnlyList<T>, IngestOutcome> keep)
    {
        if (decoded.Rejected > 0)
        {
            store.CountRejected(counters, decoded.Rejected);
        }

        var kept = decoded.Items.Count > 0 ? keep(decoded.Items) : IngestOutcome.Accepted;
        return new IngestOutcome(decoded.Rejected + kept.Rejected, $"{decoded.Reason} {kept.Reason}".Trim());
    }

    protected static bool IsWhole(IngestOutcome outcome) => outcome is { Rejected: 0, Reason.Length: 0 };
}
