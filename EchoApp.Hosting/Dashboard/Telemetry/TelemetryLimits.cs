using Aspire.Hosting;
using Microsoft.Extensions.Configuration;

namespace EchoApp.Hosting.Dashboard.Telemetry;

/// <summary>What is kept of telemetry at most; configuration section <c>Dashboard:TelemetryLimits</c>, with Aspire's names where Aspire has them.</summary>
internal sealed class TelemetryLimits
{
    public const string Section = "Dashboard:TelemetryLimits";

    private const int SignalCount = 3;

    /// <summary>Log records of one resource.</summary>
    public int MaxLogCount { get; set; } = 10_000;

    /// <summary>Traces, of all resources together.</summary>
    public int MaxTraceCount { get; set; } = 10_000;

    /// <summary>Spans of one trace.</summary>
    public int MaxSpanCount { get; set; } = 10_000;

    /// <summary>Points of the metrics of one resource.</summary>
    public int MaxMetricsCount { get; set; } = 50_000;

    /// <summary>Sets of attributes of one instrument; further ones are refused.</summary>
    public int MaxDimensionCount { get; set; } = 2_000;

    /// <summary>Attributes of one log record, span, event, link or point; the first are kept.</summary>
    public int MaxAttributeCount { get; set; } = 128;

    /// <summary>Characters of one attribute's value, of a message or a name; the first are kept.</summary>
    public int MaxAttributeLength { get; set; } = 32_768;

    /// <summary>Events of one span, and links of one; the first are kept.</summary>
    public int MaxSpanEventCount { get; set; } = 128;

    /// <summary>Resources that send telemetry; that of others is refused.</summary>
    public int MaxResourceCount { get; set; } = 200;

    /// <summary>Estimated bytes of everything kept, by signal: a third each for logs, spans and metrics. The oldest go first.</summary>
    public long MaxBytes { get; set; } = 192 * 1024 * 1024;

    public long MaxBytesOfASignal => MaxBytes / SignalCount;

    /// <exception cref="DistributedApplicationException">One of them is not a positive whole number.</exception>
    public static TelemetryLimits Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        var limits = new TelemetryLimits();
        limits.MaxLogCount = Count(section, nameof(MaxLogCount), limits.MaxLogCount);
        limits.MaxTraceCount = Count(section, nameof(MaxTraceCount), limits.MaxTraceCount);
        limits.MaxSpanCount = Count(section, nameof(MaxSpanCount), limits.MaxSpanCount);
        limits.MaxMetricsCount = Count(section, nameof(MaxMetricsCount), limits.MaxMetricsCount);
        limits.MaxDimensionCount = Count(section, nameof(MaxDimensionCount), limits.MaxDimensionCount);
        limits.MaxAttributeCount = Count(section, nameof(MaxAttributeCount), limits.MaxAttributeCount);
        limits.MaxAttributeLength = Count(section, nameof(MaxAttributeLength), limits.MaxAttributeLength);
        limits.MaxSpanEventCount = Count(section, nameof(MaxSpanEventCount), limits.MaxSpanEventCount);
        limits.MaxResourceCount = Count(section, nameof(MaxResourceCount), limits.MaxResourceCount);
        limits.MaxBytes = LimitSettings.Number(section, nameof(MaxBytes), limits.MaxBytes, 1, long.MaxValue);
        return limits;
    }

    private static int Count(IConfigurationSection section, string name, int otherwise) =>
        (int)LimitSettings.Number(section, name, otherwise, 1, int.MaxValue);
}
