using System.Threading.Channels;

namespace EchoApp.Hosting.Engine.Logs;

/// <summary>Receives the lines of one log or of several, in the order in which they come; ends when all of them have.</summary>
internal sealed class LogFollower
{
    private readonly Channel<LogEntry> _entries = Channel.CreateUnbounded<LogEntry>();
    private int _open = 1;

    public ChannelReader<LogEntry> Entries => _entries.Reader;

    public void Begin() => Interlocked.Increment(ref _open);

    public void Add(LogEntry entry) => _entries.Writer.TryWrite(entry);

    public void End()
    {
        if (Interlocked.Decrement(ref _open) == 0)
        {
            _entries.Writer.Complete();
        }
    }
}
