using System.Text.Json;
using EchoApp.Hosting.Dashboard.ConsoleLogs;
using EchoApp.Hosting.Dashboard.Resources;
using EchoApp.Hosting.Dashboard.Telemetry.Api;

namespace EchoApp.Hosting.Dashboard.Streaming;

/// <summary>One reader of the stream: where it is, and what is new to it.</summary>
/// <param name="sources">What there is to tell.</param>
/// <param name="run">The id of this run.</param>
/// <param name="console">Whose lines; null for nobody's.</param>
/// <param name="output">Where it goes.</param>
internal sealed class StreamSession(StreamSources sources, string run, ConsoleSelection? console, EventWriter output)
{
    private StreamCursor _cursor = new(0, 0, 0);
    private long _telemetry = -1;
    private Task<long>? _telemetryChange;
    private bool _resetsResources = true;
    private bool _resetsConsole = true;

    private string Id => _cursor.Id(run);

    /// <summary>Begins with everything, of the lines with so many of the newest.</summary>
    public void Begin(int tail) =>
        _cursor = _cursor with { Console = console is null ? 0 : sources.Console.CursorOfTail(console, tail) };

    /// <summary>Goes on after what was told before.</summary>
    public void Resume(StreamCursor cursor) => (_cursor, _resetsResources, _resetsConsole) = (cursor, false, false);

    /// <summary>Each completes when there may be something new.</summary>
    public IEnumerable<Task> Signals() =>
        [sources.Resources.Next(), sources.Usage.Next(), .. console is null ? Array.Empty<Task>() : [sources.Console.Next()]];

    /// <summary>Completes when there is other telemetry than was told, at first at once.</summary>
    public Task TelemetrySignal(CancellationToken cancellationToken) =>
        _telemetryChange ??= sources.Telemetry.WaitForChangeAsync(_telemetry, cancellationToken);

    /// <summary>Writes what is new.</summary>
    /// <returns>Whether there may be more.</returns>
    public bool WriteNew()
    {
        WriteResources();
        WriteUsage();
        return console is not null && WriteConsole(console);
    }

    /// <summary>Writes the status of telemetry, if it has changed.</summary>
    public void WriteTelemetry()
    {
        if (_telemetryChange is { IsCompletedSuccessfully: true } change)
        {
            (_telemetry, _telemetryChange) = (change.Result, null);
            output.Write("telemetry", Id, json => JsonSerializer.Serialize(json, sources.Telemetry.Status(), TelemetryJson.Default.TelemetryStatus));
        }
    }

    private void WriteResources()
    {
        var cursor = _cursor.Resources;
        var changed = sources.Resources.After(ref cursor);
        if (changed.Count > 0 || _resetsResources)
        {
            _cursor = _cursor with { Resources = cursor };
            var change = new ResourcesChange(_resetsResources, [.. sources.Directory.InOrder(changed).Select(sources.Views.Of)]);
            output.Write("resources", Id, json => JsonSerializer.Serialize(json, change, DashboardJson.Default.ResourcesChange));
            _resetsResources = false;
        }
    }

    private void WriteUsage()
    {
        var cursor = _cursor.Usage;
        var samples = sources.Usage.After(ref cursor);
        if (samples.Count == 0)
        {
            return;
        }

        _cursor = _cursor with { Usage = cursor };
        output.Write("usage", Id, json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("samples");
            foreach (var sample in samples)
            {
                json.WriteStartObject();
                json.WriteString("id", sample.Id);
                json.WriteNumber("time", UnixMilliseconds(sample.Time));
                json.WriteNumber("cpu", Math.Round(sample.CpuPercent, digits: 2));
                json.WriteNumber("memory", sample.MemoryBytes);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private bool WriteConsole(ConsoleSelection selection)
    {
        var batch = sources.Console.Read(selection, _cursor.Console, ConsoleApi.BatchSize);
        _cursor = _cursor with { Console = batch.Cursor };
        if (batch.Lines.Count == 0 && !_resetsConsole)
        {
            return false;
        }

        output.Write("console", Id, json =>
        {
            json.WriteStartObject();
            json.WriteBoolean("reset", _resetsConsole);
            json.WriteNumber("dropped", batch.Dropped);
            json.WriteStartArray("lines");
            foreach (var line in batch.Lines)
            {
                Write(json, line);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
        _resetsConsole = false;
        return batch.Lines.Count == ConsoleApi.BatchSize;
    }

    private void Write(Utf8JsonWriter json, ConsoleLine line)
    {
        json.WriteStartArray();
        json.WriteNumberValue(line.Sequence);
        json.WriteStringValue(sources.Names.Id(line.Entry.InstanceId));
        json.WriteNumberValue(line.Entry.Number);
        json.WriteNumberValue(UnixMilliseconds(line.Entry.Time));
        json.WriteNumberValue(line.Entry.IsError ? 1 : 0);
        json.WriteStringValue(line.Entry.Text);
        json.WriteEndArray();
    }

    private static long UnixMilliseconds(DateTime time) => new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)).ToUnixTimeMilliseconds();
}
