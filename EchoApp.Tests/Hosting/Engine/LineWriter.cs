using System.Collections.Concurrent;
using System.Text;

namespace EchoApp.Tests.Hosting.Engine;

/// <summary>A terminal that keeps its lines.</summary>
internal sealed class LineWriter : TextWriter
{
    private readonly ConcurrentQueue<string> _lines = new();

    public override Encoding Encoding => Encoding.UTF8;

    public IReadOnlyList<string> Lines => [.. _lines];

    public override void WriteLine(string? value) => _lines.Enqueue(value ?? "");
}
