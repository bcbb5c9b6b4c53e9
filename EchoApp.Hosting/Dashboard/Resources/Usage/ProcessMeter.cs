namespace EchoApp.Hosting.Dashboard.Resources.Usage;

/// <summary>Turns what processes have used so far into what they used since they were last looked at.</summary>
internal sealed class ProcessMeter(TimeProvider timeProvider)
{
    private readonly Dictionary<string, Reading> _readings = [];

    /// <returns>Null at the first look, and when the process is gone.</returns>
    public ResourceUsage? Read(string instanceId, int process)
    {
        var now = new Reading(process, timeProvider.GetTimestamp(), ProcessUse.Of(process));
        var before = _readings.GetValueOrDefault(instanceId);
        _readings[instanceId] = now;
        if (now.Use is not { } use || before?.Use is not { } used || before.Process != process)
        {
            return null;
        }

        // A descendant that has left the tree takes its time along.
        var elapsed = timeProvider.GetElapsedTime(before.Timestamp, now.Timestamp);
        var cpu = elapsed > TimeSpan.Zero ? Math.Max(0, (use.Cpu - used.Cpu) / elapsed) * 100 : 0;
        return new ResourceUsage(instanceId, timeProvider.GetUtcNow().UtcDateTime, cpu, use.MemoryBytes);
    }

    /// <summary>Forgets all instances but these.</summary>
    public void Keep(IReadOnlySet<string> instanceIds)
    {
        foreach (var gone in _readings.Keys.Where(id => !instanceIds.Contains(id)).ToArray())
        {
            _readings.Remove(gone);
        }
    }

    private sealed record Reading(int Process, long Timestamp, ProcessUse? Use);
}
