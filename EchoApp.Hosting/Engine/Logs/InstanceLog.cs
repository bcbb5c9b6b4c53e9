namespace EchoApp.Hosting.Engine.Logs;

/// <summary>The last lines of one instance, and those who follow it.</summary>
internal sealed class InstanceLog(TimeProvider timeProvider)
{
    /// <summary>How many lines are kept for those who begin to follow later.</summary>
    public const int Capacity = 10_000;

    private readonly Lock _gate = new();
    private readonly Queue<LogEntry> _kept = new();
    private readonly List<LogFollower> _followers = [];
    private int _count;
    private bool _complete;

    public required string InstanceId { get; set; }

    public event Action<LogEntry>? Appended;

    public void Append(string text, bool isError)
    {
        LogEntry entry;
        lock (_gate)
        {
            entry = new LogEntry(InstanceId, ++_count, timeProvider.GetUtcNow().UtcDateTime, text, isError);
            _kept.Enqueue(entry);
            if (_kept.Count > Capacity)
            {
                _kept.Dequeue();
            }

            _followers.ForEach(follower => follower.Add(entry));
        }

        Appended?.Invoke(entry);
    }

    /// <summary>Gives it the kept lines, then those to come until <see cref="Complete"/>.</summary>
    public void Follow(LogFollower follower)
    {
        lock (_gate)
        {
            foreach (var entry in _kept)
            {
                follower.Add(entry);
            }

            if (!_complete)
            {
                follower.Begin();
                _followers.Add(follower);
            }
        }
    }

    /// <summary>Who follows this log follows the other too from now on.</summary>
    public void ShareFollowers(InstanceLog other)
    {
        lock (_gate)
        {
            _followers.ForEach(other.Follow);
        }
    }

    public void Unfollow(LogFollower follower)
    {
        lock (_gate)
        {
            _followers.Remove(follower);
        }
    }

    public IReadOnlyList<LogEntry> Kept()
    {
        lock (_gate)
        {
            return [.. _kept];
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _kept.Clear();
        }
    }

    /// <summary>Ends every follower; a line appended later is kept all the same.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            _complete = true;
            _followers.ForEach(follower => follower.End());
            _followers.Clear();
        }
    }
}
