using System.Reflection;

namespace EchoApp.Web.Echo;

/// <summary>Which process answers.</summary>
internal sealed class ServerIdentity(IConfiguration configuration, TimeProvider time)
{
    private const string InstanceAttribute = "service.instance.id";

    private readonly long _started = time.GetTimestamp();

    public string Hostname { get; } = Environment.MachineName;

    /// <summary>The OpenTelemetry resource attribute <c>service.instance.id</c> when given, else eight random hexadecimal digits.</summary>
    public string Instance { get; } = InstanceFrom(configuration["OTEL_RESOURCE_ATTRIBUTES"]) ?? NewId();

    public string Version { get; } =
        typeof(ServerIdentity).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <summary>Whole seconds since the echo was set up.</summary>
    public long Uptime => (long)time.GetElapsedTime(_started).TotalSeconds;

    // Told apart, not kept secret: a cryptographic generator would load OpenSSL, 5 MB, into every idle process.
    private static string NewId() => Random.Shared.GetHexString(8, lowercase: true);

    private static string? InstanceFrom(string? attributes)
    {
        foreach (var pair in (attributes ?? "").Split(',', StringSplitOptions.TrimEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && pair.AsSpan(0, equals).TrimEnd().SequenceEqual(InstanceAttribute))
            {
                return Uri.UnescapeDataString(pair[(equals + 1)..].Trim());
            }
        }

        return null;
    }
}
