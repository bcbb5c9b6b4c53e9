using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Engine.Endpoints;
using Microsoft.Extensions.Logging;

namespace EchoApp.Hosting.Dashboard.Listening;

/// <summary>Decides where to listen: where configuration says, if that can be, else on free ports of the loopback addresses.</summary>
internal sealed partial class ListenerPlan(DistributedApplicationModel model, TimeProvider timeProvider, ILogger<ListenerPlan> logger)
{
    private const string Trust = "Run dotnet dev-certs https --trust, or start with the launch profile http.";

    private readonly Lazy<X509Certificate2?> _certificate = new(() => DeveloperCertificate.Find(timeProvider.GetUtcNow()));

    /// <returns>The listeners, those of the pages first; empty if there can be none for the pages, which has been said.</returns>
    public IReadOnlyList<Listener> Make(DashboardSettings settings)
    {
        // What resources declare is left to them.
        var taken = model.Resources.SelectMany(resource => resource.Annotations.OfType<EndpointAnnotation>())
            .SelectMany(endpoint => new[] { endpoint.Port, endpoint.TargetPort }).OfType<int>().ToHashSet();
        var frontend = WithCertificate(settings.Frontend);
        return frontend.Count == 0 ? [] :
        [
            .. frontend.Select(url => Listener(ListenerKind.Frontend, url, taken)),
            Listener(ListenerKind.OtlpGrpc, OrPlain(settings.OtlpGrpc), taken),
            Listener(ListenerKind.OtlpHttp, OrPlain(settings.OtlpHttp), taken),
        ];
    }

    private IReadOnlyList<ListenUrl> WithCertificate(IReadOnlyList<ListenUrl> urls)
    {
        if (!urls.Any(url => url.IsHttps) || _certificate.Value is not null)
        {
            return urls;
        }

        ListenUrl[] plain = [.. urls.Where(url => !url.IsHttps)];
        var (key, lost) = (urls[0].Key, string.Join(", ", urls.Where(url => url.IsHttps).Select(url => url.Uri.OriginalString)));
        if (plain.Length == 0)
        {
            Log.NoCertificate(logger, key, lost, Trust);
        }
        else
        {
            Log.WithoutHttps(logger, key, lost, Trust);
        }

        return plain;
    }

    private ListenUrl OrPlain(ListenUrl url)
    {
        if (!url.IsHttps || _certificate.Value is not null)
        {
            return url;
        }

        Log.Plain(logger, url.Key, url.Uri.OriginalString, Trust);
        return url with { Scheme = "http" };
    }

    private Listener Listener(ListenerKind kind, ListenUrl url, HashSet<int> taken)
    {
        if (!url.IsLoopback)
        {
            Log.Reachable(logger, url.Key, url.Host);
        }

        var placed = url.Port != 0 && (taken.Contains(url.Port) || !IsFree(url)) ? Elsewhere(url, taken)
            : url.Port == 0 ? url with { Port = FreePorts.Next(taken, ProtocolType.Tcp) }
            : url;
        taken.Add(placed.Port);
        return new Listener(kind, placed, url.IsHttps ? _certificate.Value : null);
    }

    private static bool IsFree(ListenUrl url) =>
        url.IsLocalhost ? FreePorts.IsFree(url.Port, ProtocolType.Tcp) : FreePorts.IsFree(url.IsAny ? IPAddress.Any : url.Address ?? IPAddress.Any, url.Port);

    private ListenUrl Elsewhere(ListenUrl url, HashSet<int> taken)
    {
        var owner = taken.Contains(url.Port) ? "the application itself" : PortOwner.Find(url.Port);
        var moved = url with { Port = FreePorts.Next(taken, ProtocolType.Tcp) };
        var reason = owner is null ? "cannot be used" : string.Create(CultureInfo.InvariantCulture, $"is in use by {owner}");
        Log.PortTaken(logger, url.Port, url.Key, reason, moved.Port);
        return moved;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Port {port} of {key} {reason}. The dashboard uses port {other} instead.")]
        public static partial void PortTaken(ILogger logger, int port, string? key, string reason, int other);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{key} lets other machines reach the dashboard, by {host}: whoever has its token sees and commands everything.")]
        public static partial void Reachable(ILogger logger, string? key, string host);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The dashboard does not listen on {urls} of {key}: there is no developer certificate. {advice}")]
        public static partial void WithoutHttps(ILogger logger, string? key, string urls, string advice);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The dashboard takes telemetry at {url} of {key} without https: there is no developer certificate. {advice}")]
        public static partial void Plain(ILogger logger, string? key, string url, string advice);

        [LoggerMessage(Level = LogLevel.Error, Message = "There is no dashboard: {key} asks for {urls} alone, and there is no developer certificate. {advice}")]
        public static partial void NoCertificate(ILogger logger, string? key, string urls, string advice);
    }
}
