using System.Net.Sockets;
using EchoApp.Hosting.Model;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>
/// A port of a resource. <see cref="Port"/> is what callers use, <see cref="TargetPort"/> what the process listens on; without a proxy the
/// two are one, and a value left open is chosen by the engine when the application starts.
/// </summary>
public sealed class EndpointAnnotation : IResourceAnnotation
{
    private string? _transport;
    private int? _port;
    private int? _targetPort;

    /// <param name="protocol">TCP or UDP.</param>
    /// <param name="uriScheme">The scheme of its URL; the protocol's name if not given.</param>
    /// <param name="transport">How the bytes are framed: <c>http</c> for http and https, else the protocol's name.</param>
    /// <param name="name">Unique within the resource; the scheme if not given.</param>
    /// <param name="port">1 to 65535, or null for a free one.</param>
    /// <param name="targetPort">1 to 65535, or null for a free one.</param>
    /// <param name="isExternal">Whether it is meant for callers from outside.</param>
    /// <param name="isProxied">Whether callers reach it through the engine's proxy.</param>
    public EndpointAnnotation(
        ProtocolType protocol,
        string? uriScheme = null,
        string? transport = null,
        string? name = null,
        int? port = null,
        int? targetPort = null,
        bool? isExternal = null,
        bool isProxied = true)
    {
        Protocol = protocol;
        UriScheme = uriScheme ?? protocol.ToString().ToLowerInvariant();
        _transport = transport;
        Name = name ?? UriScheme;
        Port = port;
        TargetPort = targetPort;
        IsExternal = isExternal ?? false;
        IsProxied = isProxied;
    }

    public string Name
    {
        get;
        set
        {
            ModelName.Validate(value, "endpoint");
            field = value;
        }
    }

    public ProtocolType Protocol { get; set; }

    public int? Port
    {
        get => _port ?? (IsProxied ? null : _targetPort);
        set => _port = ValidPort(value);
    }

    public int? TargetPort
    {
        get => _targetPort ?? (IsProxied ? null : _port);
        set => _targetPort = ValidPort(value);
    }

    /// <summary>The port that was declared for callers, also where there is no proxy.</summary>
    internal int? SpecifiedPort => _port;

    public string UriScheme { get; set; }

    public string TargetHost { get; set; } = "localhost";

    public string Transport
    {
        get => _transport ?? (UriScheme is "http" or "https" ? "http" : Protocol.ToString().ToLowerInvariant());
        set => _transport = value;
    }

    public bool IsExternal { get; set; }

    public bool IsProxied { get; set; }

    /// <summary>Where callers reach the endpoint; null until the engine has chosen its port. As in Aspire, the one value that a start writes here.</summary>
    public AllocatedEndpoint? AllocatedEndpoint { get; set; }

    /// <summary>The variable that tells the process its target port, if it is not told by ASPNETCORE_URLS.</summary>
    internal string? TargetPortEnvironmentVariable { get; set; }

    /// <summary>Whether it was added for publishing alone: an image need not have a certificate to listen with.</summary>
    internal bool IsDefaultHttps { get; set; }

    private static int? ValidPort(int? port) => port is null or (>= 1 and <= 65535)
        ? port
        : throw new ArgumentOutOfRangeException(nameof(port), port, "A port is a number from 1 to 65535; leave it out for a free one.");
}
