using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace EchoApp.Web.Wire.Refusals;

/// <summary>Remembers requests that were refused: those that the server refuses before there is a request, told by its diagnostic event, and those of the echo.</summary>
internal sealed class RefusalRecorder(DiagnosticListener diagnostics, RefusalLog log, TimeProvider time)
    : IHostedService, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private const string BadRequest = "Microsoft.AspNetCore.Server.Kestrel.BadRequest";

    private IDisposable? _subscription;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _subscription = diagnostics.Subscribe(this, name => name == BadRequest);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value is { Key: BadRequest, Value: IFeatureCollection features }
            && features.Get<IBadRequestExceptionFeature>()?.Error is BadHttpRequestException error)
        {
            Record(features, error.StatusCode, error.Message);
        }
    }

    public void OnError(Exception error)
    {
    }

    public void OnCompleted()
    {
    }

    /// <param name="features">Those of the request or of its connection.</param>
    /// <param name="status">The answer's.</param>
    /// <param name="said">The server's own words, for what is not recognised.</param>
    /// <returns>Why it was refused: in our words where its bytes are recorded, else in the server's.</returns>
    public RefusalReason Record(IFeatureCollection features, int status, string said)
    {
        if (features.Get<WireConnection>() is not { } connection)
        {
            return new(said, "");
        }

        var wire = connection.Recorder;
        var (reason, line) = RefusalDiagnosis.Of(status, said, wire);
        if (wire.IsRefused || !connection.IsShown)
        {
            return reason;
        }

        wire.IsRefused = true;
        log.Add(new RefusedRequest(
            time.GetUtcNow(),
            connection.Id,
            connection.RemoteEndPoint?.ToString(),
            connection.LocalEndPoint?.ToString(),
            status,
            reason.Text,
            reason.Section,
            new RefusedLengths(RequestLineLength(wire), wire.HasHead ? wire.Head.Length : wire.Head.Length + wire.Untaken.Length, line.Exists ? line.Length : null),
            line.Exists ? line.Shown : null));
        return reason;
    }

    public void Dispose() => _subscription?.Dispose();

    private static long RequestLineLength(WireRecorder wire)
    {
        var kept = wire.Head.Kept;
        var end = kept.IndexOf((byte)'\n');
        return end < 0 ? kept.Length + wire.Untaken.LineLength : kept[..end].TrimEnd((byte)'\r').Length;
    }
}
