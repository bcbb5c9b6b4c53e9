using System.Collections.Concurrent;
using EchoApp.Hosting.Dashboard.Telemetry.Model;

namespace EchoApp.Hosting.Dashboard.Telemetry.Storage;

/// <summary>One instance of a service that has sent telemetry.</summary>
internal sealed class Sender(TelemetryResource resource)
{
    private const int MaxScopeCount = 1_000;

    private readonly ConcurrentDictionary<(string Name, string? Version), TelemetryScope> _scopes = [];
    private volatile TelemetryResource _resource = resource;
    private volatile TelemetryResource? _sent;
    private long _errors;
    private long _warnings;

    /// <summary>The one that its records share, however often it was sent; another once it says other things of itself.</summary>
    public TelemetryResource Resource => _resource;

    public string Name { get; } = resource.Name;

    public string? InstanceId { get; } = resource.InstanceId;

    /// <summary>For example <c>web-hkqzrmtb</c>.</summary>
    public string FullName { get; } = resource.InstanceId is null ? resource.Name : $"{resource.Name}-{resource.InstanceId}";

    /// <summary>Log records of level error and above, since the start.</summary>
    public long Errors => Interlocked.Read(ref _errors);

    /// <summary>Log records of level warning, since the start.</summary>
    public long Warnings => Interlocked.Read(ref _warnings);

    public void CountError() => Interlocked.Increment(ref _errors);

    public void CountWarning() => Interlocked.Increment(ref _warnings);

    /// <summary>Takes over what it says of itself now: a process that was started again has other attributes.</summary>
    public void Learn(TelemetryResource sent, RecordTrimmer trimmer)
    {
        if (ReferenceEquals(_sent, sent))
        {
            return;
        }

        var trimmed = trimmer.Trim(sent);
        if (!trimmed.Attributes.SequenceEqual(_resource.Attributes))
        {
            _resource = trimmed;
        }

        _sent = sent;
    }

    /// <summary>The same scope, once for all records rather than once for each batch.</summary>
    public TelemetryScope Share(TelemetryScope scope)
    {
        if (scope.Attributes.Count > 0)
        {
            return scope;
        }

        return _scopes.TryGetValue((scope.Name, scope.Version), out var shared) ? shared
            : _scopes.Count < MaxScopeCount ? _scopes.GetOrAdd((scope.Name, scope.Version), scope)
            : scope;
    }
}
