using Aspire.Hosting;
using EchoApp.Hosting.Dashboard.Telemetry;
using Microsoft.Extensions.Configuration;

namespace EchoApp.Hosting.Dashboard.Otlp;

/// <summary>What the receiver takes at once; configuration section <c>Dashboard:Otlp</c>.</summary>
internal sealed class OtlpLimits
{
    public const string Section = "Dashboard:Otlp";

    /// <summary>Bytes of one request as sent, compressed or not.</summary>
    public int MaxRequestBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>Bytes of one message once decompressed.</summary>
    public int MaxMessageBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>Requests that are read and decoded at the same time; of those over 1 MiB decompressed only one at a time.</summary>
    public int MaxConcurrentRequests { get; set; } = 8;

    /// <summary>Requests that wait for their turn; more are refused, and may be sent again.</summary>
    public int MaxWaitingRequests { get; set; } = 64;

    /// <summary>How long one request may take to arrive, its wait included.</summary>
    public TimeSpan ReadTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <exception cref="DistributedApplicationException">A value makes no sense; names its key.</exception>
    public static OtlpLimits Read(IConfiguration configuration)
    {
        const int MostBytes = 1 << 30;
        var section = configuration.GetSection(Section);
        var limits = new OtlpLimits();
        limits.MaxRequestBytes = Number(section, nameof(MaxRequestBytes), limits.MaxRequestBytes, 1, MostBytes);
        limits.MaxMessageBytes = Number(section, nameof(MaxMessageBytes), limits.MaxMessageBytes, 1, MostBytes);
        limits.MaxConcurrentRequests = Number(section, nameof(MaxConcurrentRequests), limits.MaxConcurrentRequests, 1, 1_024);
        limits.MaxWaitingRequests = Number(section, nameof(MaxWaitingRequests), limits.MaxWaitingRequests, 0, 65_536);
        limits.ReadTimeout = LimitSettings.Time(section, nameof(ReadTimeout), limits.ReadTimeout, TimeSpan.FromDays(1));
        return limits;
    }

    private static int Number(IConfigurationSection section, string name, int otherwise, int least, int most) =>
        (int)LimitSettings.Number(section, name, otherwise, least, most);
}
