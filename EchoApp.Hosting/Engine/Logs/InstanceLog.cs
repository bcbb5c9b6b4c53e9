using System.Threading.Channels;

namespace EchoApp.Hosting.Engine.Logs;

/// <summary>The last lines of one instance, and those who follow it.</summary>
internal sealed class InstanceLog(TimeProvider timeProvider)
{
    /// <summary>How many lines are kept for those who begin to follow later.</summary>
    public const int Capacity = 10_000;

    private readonly Lock _gate = new();
    private readonly Queue<LogEntry> _kept = new();
    private readonly List<Channel<LogEntry>> _followers = [];
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

            foreach (var follower in _followers)
            {
                follower.Writer.TryWrite(entry);
            }
        }

        Appended?.Invoke(entry);
    }

    /// <summary>The kept lines, then those to come; ends with <see cref="Complete"/>.</summary>
    public Channel<LogEntry> Follow()
    {
        var channel = Channel.CreateUnbounded<LogEntry>();
        lock (_gate)
        {
            foreach (var entry in _kept)
            {
                channel.Writer.TryWrite(entry);
            }

            if (_complete)
            {
                channel.Writer.Complete();
            }
            else
            {
                _followers.Add(channel);
            }
        }

        return channel;
    }

    public void Unfollow(Channel<LogEntry> follower)
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
            _followers.ForEach(follower => follower.Writer.TryComplete());
            _followers.Clear();
        }
    }
}
