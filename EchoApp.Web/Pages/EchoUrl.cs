using System.Net;
using System.Net.Sockets;
using EchoApp.Web.Logging;

namespace EchoApp.Web.Pages;

/// <summary>Where visitors reach the echo: at <c>ECHO_URL</c>, or without it on the host they asked for, at the port that the echo listens on.</summary>
internal sealed class EchoUrl
{
    private const string Variable = "ECHO_URL";

    private readonly string? _given;

    private EchoUrl(string? given, int port)
    {
        _given = given;
        Port = port;
    }

    public int Port { get; }

    /// <exception cref="StartupException">The address makes no sense, or could not be shown in commands that people copy.</exception>
    public static EchoUrl Read(IConfiguration configuration, int listeningPort)
    {
        if (configuration[Variable] is not { Length: > 0 } text)
        {
            return new(null, listeningPort);
        }

        return IsPlainUrl(text) && Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps) && url is { Host.Length: > 0, Port: > 0 }
            ? new(text.TrimEnd('/'), url.Port)
            : throw new StartupException(
                $"{Variable}={LogText.Escape(text)}: it must be the http or https URL that the echo is reached at, without user, query and fragment, as in http://localhost:7000 or https://hooks.example.com.");
    }

    /// <summary>The URL for a visitor, without a slash at its end.</summary>
    /// <param name="asked">The host they asked for.</param>
    public string Of(HostString asked) => _given ?? $"http://{new HostString(IsPlain(asked.Host) ? asked.Host : "localhost", Port)}";

    private static bool IsPlainUrl(string text) => text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' or '~' or '%' or ':' or '/' or '[' or ']');

    /// <summary>A host is shown in commands that people copy to a shell: only names and addresses may stand there.</summary>
    private static bool IsPlain(string host) =>
        host.Length > 0 && (host.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_') || IsIPv6(host));

    private static bool IsIPv6(string host) =>
        host.StartsWith('[') && IPAddress.TryParse(host, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6;
}
