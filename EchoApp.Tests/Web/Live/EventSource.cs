using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using EchoApp.Tests.Web.Bins;
using EchoApp.Tests.Web.Bins.Durability;
using Xunit;

namespace EchoApp.Tests.Web.Live;

/// <summary>What that of a browser does (WHATWG HTML section 9.2): it reads, and comes again with the last id whenever the connection ends, however it ends.</summary>
internal sealed class EventSource : IAsyncDisposable
{
    // Shorter than what the server asks for.
    private static readonly TimeSpan _retry = TimeSpan.FromMilliseconds(50);

    private readonly HttpClient _client;
    private readonly Uri _url;
    private readonly ConcurrentQueue<LiveEvent> _told = new();
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly CancellationTokenSource _end = new();
    private readonly Task _running;
    private readonly Action<HttpRequestMessage>? _ask;
    private CancellationTokenSource _connection = new();
    private volatile string? _lastId;
    private int _connections;

    /// <param name="url">Of the stream.</param>
    /// <param name="lastId">Where to go on from; null for now.</param>
    /// <param name="ask">What each request has besides; the token is there.</param>
    /// <param name="client">What it is sent with; null for one of its own.</param>
    public EventSource(Uri url, string? lastId = null, Action<HttpRequestMessage>? ask = null, HttpClient? client = null)
    {
        _url = url;
        _lastId = lastId;
        _ask = ask;
        _client = client ?? new HttpClient();
        _running = Task.Run(RunAsync);
    }

    /// <summary>How often it was let in.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>The last id, whether or not there was a request with it.</summary>
    public string? LastId => _lastId;

    /// <summary>All that came, line by line.</summary>
    public IReadOnlyList<string> Lines => [.. _lines];

    public IReadOnlyList<LiveEvent> Told => [.. _told];

    public IReadOnlyList<string> Paths => [.. _told.Select(told => told.Path)];

    /// <summary>The status that it was answered with last.</summary>
    public HttpStatusCode LastStatus { get; private set; }

    /// <summary>Begins, and waits until it knows where.</summary>
    public static async Task<EventSource> StartAsync(BinnedWeb web, string path = "bins/orders/live", string? lastId = null)
    {
        var source = new EventSource(new Uri(web.Process.Pages, $"/api/{path}"), lastId);
        await source.BegunAsync();
        return source;
    }

    public Task BegunAsync() => Eventually.TrueAsync(() => Connections > 0 && LastId is not null, "the stream has begun");

    public Task ToldAsync(int count) => Eventually.TrueAsync(() => _told.Count >= count, $"{count} requests are told");

    public Task ToldAsync(string path) => Eventually.TrueAsync(() => _told.Any(told => told.Path == path), $"{path} is told");

    /// <summary>What it was told is what the lists of the bin <c>orders</c> have, no more, no less and in that order; and more than a little.</summary>
    /// <param name="web">That sends one more, and lists.</param>
    public async Task AssertToldAllAsync(BinnedWeb web)
    {
        var last = $"/b/orders/last-{Guid.NewGuid():N}";
        using var sent = await web.Echo.GetAsync(last, TestContext.Current.CancellationToken);
        sent.EnsureSuccessStatusCode();
        await ToldAsync(last);
        var kept = await SenderLoad.ReadAllAsync(web);
        kept.Reverse();
        Assert.InRange(kept.Count, 100, int.MaxValue);
        Assert.Equal(kept.Select(request => request.Path), Paths);
    }

    /// <summary>Breaks the connection off.</summary>
    public void Cut() => Volatile.Read(ref _connection).Cancel();

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _running;
        _end.Dispose();
        _connection.Dispose();
        _client.Dispose();
    }

    private async Task RunAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                using var connection = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
                Volatile.Write(ref _connection, connection);
                await ReadAsync(connection.Token);
            }
            catch (Exception exception) when (exception is OperationCanceledException or HttpRequestException or IOException)
            {
                // It comes again.
            }

            await Task.WhenAny(Task.Delay(_retry, _end.Token));
        }
    }

    private async Task ReadAsync(CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _url);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", BinnedWeb.Token);
        _ask?.Invoke(request);
        if (_lastId is not null)
        {
            request.Headers.Add("Last-Event-ID", _lastId);
        }

        using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        LastStatus = response.StatusCode;
        if (response.StatusCode != HttpStatusCode.OK)
        {
            return;
        }

        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.ToString());
        Interlocked.Increment(ref _connections);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(cancellation));
        var (id, type, data) = (_lastId, "", "");
        while (await lines.ReadLineAsync(cancellation) is { } line)
        {
            _lines.Enqueue(line);
            if (line.Length > 0)
            {
                // Only what is used here: no comments, no events of several lines.
                var (field, value) = line.Split(": ", 2) is [var name, var rest] ? (name, rest) : (line, "");
                (id, type, data) = field switch
                {
                    "id" => (value, type, data),
                    "event" => (id, value, data),
                    "data" => (id, type, value),
                    _ => (id, type, data),
                };
                continue;
            }

            // Section 9.2.6, "dispatch the event": the id counts from now on, with data or without.
            _lastId = id;
            if (data.Length > 0)
            {
                _told.Enqueue(new LiveEvent(id, type.Length == 0 ? "message" : type, JsonNode.Parse(data)!));
            }

            (type, data) = ("", "");
        }
    }
}
