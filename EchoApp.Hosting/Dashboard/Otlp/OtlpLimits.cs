using System.Globalization;
using Aspire.Hosting;

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

    /// <exception cref="DistributedApplicationException">A value makes no sense; names it.</exception>
    public OtlpLimits Validate()
    {
        Check(MaxRequestBytes is > 0 and <= 1 << 30, nameof(MaxRequestBytes), MaxRequestBytes, "1 to 1073741824 bytes");
        Check(MaxMessageBytes is > 0 and <= 1 << 30, nameof(MaxMessageBytes), MaxMessageBytes, "1 to 1073741824 bytes");
        Check(MaxConcurrentRequests is > 0 and <= 1024, nameof(MaxConcurrentRequests), MaxConcurrentRequests, "1 to 1024");
        Check(MaxWaitingRequests is >= 0 and <= 65536, nameof(MaxWaitingRequests), MaxWaitingRequests, "0 to 65536");
        Check(ReadTimeout > TimeSpan.Zero && ReadTimeout <= TimeSpan.FromDays(1), nameof(ReadTimeout), ReadTimeout, "more than 00:00:00 and at most one day");
        return this;
    }

    private static void Check(bool holds, string name, IFormattable value, string allowed)
    {
        if (!holds)
        {
            var given = value.ToString(null, CultureInfo.InvariantCulture);
            throw new DistributedApplicationException($"The setting {Section}:{name} is {given}, but must be {allowed}. Change it in the configuration.");
        }
    }
}
