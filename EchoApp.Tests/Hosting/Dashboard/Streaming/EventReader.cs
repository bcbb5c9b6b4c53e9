using System.Text.Json;
using Xunit;

namespace EchoApp.Tests.Hosting.Dashboard.Streaming;

/// <summary>Reads the stream as a browser does.</summary>
internal sealed class EventReader : IDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly StreamReader _reader;

    private EventReader(HttpResponseMessage response, Stream stream) => (_response, _reader) = (response, new StreamReader(stream));

    public string? MediaType => _response.Content.Headers.ContentType?.MediaType;

    /// <summary>The id of the last event, with which a browser connects again.</summary>
    public string LastId { get; private set; } = "";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<EventReader> OpenAsync(TestDashboard dashboard, string query = "", string? lastId = null)
    {
        using var request = TestDashboard.Request(HttpMethod.Get, "/api/stream" + query);
        if (lastId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastId);
        }

        var response = await dashboard.Known.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        return new EventReader(response, await response.Content.ReadAsStreamAsync(Cancellation));
    }

    /// <summary>The next event of this name; null at the end of the stream.</summary>
    public Task<JsonElement?> NextAsync(string name) => FindAsync(name).WaitAsync(Eventually.Deadline, Cancellation);

    /// <summary>The next event; null at the end of the stream.</summary>
    public async Task<(string Name, JsonElement Data)?> NextAsync()
    {
        string? name = null;
        while (await LineAsync() is { } line)
        {
            var (field, value) = line.IndexOf(": ", StringComparison.Ordinal) is > 0 and var colon ? (line[..colon], line[(colon + 2)..]) : ("", "");
            switch (field)
            {
                case "event":
                    name = value;
                    break;
                case "id":
                    LastId = value;
                    break;
                case "data":
                    using (var json = JsonDocument.Parse(value))
                    {
                        return (name!, json.RootElement.Clone());
                    }
            }
        }

        return null;
    }

    public Task<string?> LineAsync() => _reader.ReadLineAsync(Cancellation).AsTask().WaitAsync(Eventually.Deadline, Cancellation);

    public void Dispose()
    {
        _reader.Dispose();
        _response.Dispose();
    }

    private async Task<JsonElement?> FindAsync(string name)
    {
        while (await NextAsync() is { } read)
        {
            if (read.Name == name)
            {
                return read.Data;
            }
        }

        return null;
    }
}
