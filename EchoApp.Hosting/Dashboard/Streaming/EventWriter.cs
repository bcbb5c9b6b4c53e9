using System.IO.Pipelines;
using System.Text;
using System.Text.Json;

namespace EchoApp.Hosting.Dashboard.Streaming;

/// <summary>Writes server-sent events (HTML standard, 9.2), each with one line of JSON.</summary>
internal sealed class EventWriter(PipeWriter output)
{
    public void Write(string name, string id, Action<Utf8JsonWriter> writeData)
    {
        Text($"event: {name}\nid: {id}\ndata: ");
        using (var json = new Utf8JsonWriter(output, StreamJson.Options))
        {
            writeData(json);
        }

        Text("\n\n");
    }

    /// <summary>Milliseconds until a browser that has lost the connection tries again.</summary>
    public void WriteRetry(int milliseconds) => Text($"retry: {milliseconds}\n\n");

    public void WritePing() => Text(": ping\n\n");

    /// <summary>Returns when the other side has taken enough of it: who reads slowly is given less, rather than kept more for.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken) => await output.FlushAsync(cancellationToken);

    private void Text(string text) => Encoding.UTF8.GetBytes(text, output);
}
