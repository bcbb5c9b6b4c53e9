namespace EchoApp.Hosting.Engine.Endpoints;

/// <summary>The place of a running instance among the targets of its resource's proxies. Disposed of when the instance is over.</summary>
internal sealed class InstanceTraffic : IDisposable
{
    private readonly IReadOnlyList<(TargetRotation Rotation, ProxyTarget Target)> _places;

    public InstanceTraffic(IReadOnlyList<(TargetRotation Rotation, ProxyTarget Target)> places)
    {
        _places = places;
        foreach (var (rotation, target) in places)
        {
            rotation.Add(target);
        }
    }

    /// <summary>No new connections; those that are open go on.</summary>
    public void Leave()
    {
        foreach (var (rotation, target) in _places)
        {
            rotation.Remove(target);
        }
    }

    /// <summary>Ends the open connections once their callers have what the instance had sent.</summary>
    public void Dispose()
    {
        Leave();
        foreach (var (_, target) in _places)
        {
            target.SetGone();
        }
    }
}
