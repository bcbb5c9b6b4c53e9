namespace EchoApp.Hosting.Engine.Endpoints;

/// <summary>Whose turn it is.</summary>
internal sealed class TargetRotation
{
    private readonly Lock _gate = new();
    private readonly List<ProxyTarget> _targets = [];
    private uint _turn;

    public void Add(ProxyTarget target)
    {
        lock (_gate)
        {
            _targets.Add(target);
        }
    }

    public void Remove(ProxyTarget target)
    {
        lock (_gate)
        {
            _targets.Remove(target);
        }
    }

    public bool Contains(ProxyTarget target)
    {
        lock (_gate)
        {
            return _targets.Contains(target);
        }
    }

    /// <summary>All targets in the order in which the next connection is to try them: those that are ready by turns, then the others.</summary>
    public IReadOnlyList<ProxyTarget> Next()
    {
        ProxyTarget[] targets;
        uint turn;
        lock (_gate)
        {
            targets = [.. _targets];
            turn = _turn++;
        }

        var byReadiness = targets.ToLookup(target => target.IsReady);
        return [.. From(turn, [.. byReadiness[true]]), .. From(turn, [.. byReadiness[false]])];
    }

    private static IEnumerable<ProxyTarget> From(uint turn, ProxyTarget[] targets) =>
        targets.Select((_, i) => targets[(int)((turn + (uint)i) % (uint)targets.Length)]);
}
