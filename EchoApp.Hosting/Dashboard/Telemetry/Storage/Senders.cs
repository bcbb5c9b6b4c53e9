using System.Collections.Concurrent;
using EchoApp.Hosting.Dashboard.Telemetry.Model;

namespace EchoApp.Hosting.Dashboard.Telemetry.Storage;

/// <summary>Who has sent telemetry, at most <see cref="TelemetryLimits.MaxResourceCount"/>.</summary>
internal sealed class Senders(TelemetryLimits limits, RecordTrimmer trimmer)
{
    private readonly Lock _adding = new();
    private readonly ConcurrentDictionary<(string Name, string? InstanceId), Sender> _senders = [];
    private readonly ConcurrentDictionary<string, int> _instances = [];

    /// <summary>By name.</summary>
    public IReadOnlyList<Sender> All => [.. _senders.Values.OrderBy(sender => sender.FullName, StringComparer.Ordinal)];

    /// <summary>The sender of this resource; null if there are too many already.</summary>
    public Sender? Find(TelemetryResource resource)
    {
        if (_senders.TryGetValue((resource.Name, resource.InstanceId), out var known))
        {
            known.Learn(resource, trimmer);
            return known;
        }

        lock (_adding)
        {
            var trimmed = trimmer.Trim(resource);
            var key = (trimmed.Name, trimmed.InstanceId);
            if (!_senders.TryGetValue(key, out var sender) && _senders.Count < limits.MaxResourceCount)
            {
                sender = new Sender(trimmed);
                _senders[key] = sender;
                _instances.AddOrUpdate(sender.Name, 1, (_, count) => count + 1);
            }

            sender?.Learn(resource, trimmer);
            return sender;
        }
    }

    /// <summary>The name where one instance of the service has sent, else that of the instance.</summary>
    public string DisplayName(Sender sender) => _instances.GetValueOrDefault(sender.Name) > 1 ? sender.FullName : sender.Name;
}
