using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using EchoApp.Tests.Http;
using Xunit;

namespace EchoApp.Tests.Web.Bins.Durability;

/// <summary>Sixteen senders to the bin <c>orders</c>, each sending one request after another, and what they were answered.</summary>
internal sealed class SenderLoad
{
    private const int Senders = 16;

    // Every so manieth body is longer than what a page of any store holds.
    private const int LongEvery = 7;

    private readonly IPEndPoint _echo;
    private readonly bool _comesAgain;
    private readonly List<Task> _senders;
    private readonly ConcurrentDictionary<string, int> _statuses = [];
    private readonly ConcurrentBag<string> _odd = [];
    private int _acknowledged;
    private int _refused;
    private int _broken;
    private volatile bool _isEnded;

    private SenderLoad(IPEndPoint echo, bool comesAgain)
    {
        (_echo, _comesAgain) = (echo, comesAgain);
        _senders = [.. Enumerable.Range(0, Senders).Select(sender => Task.Run(() => SendAsync(sender)))];
    }

    /// <summary>How many were answered with 200.</summary>
    public int Acknowledged => Volatile.Read(ref _acknowledged);

    /// <summary>How many were answered with 503 and Retry-After.</summary>
    public int Refused => Volatile.Read(ref _refused);

    /// <summary>How many ended because their connection broke.</summary>
    public int Broken => Volatile.Read(ref _broken);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static SenderLoad Start(BinnedWeb web) => new(web.Process.EchoEndPoints[0], comesAgain: false);

    /// <summary>The same, where a connection that breaks ends no sender: somebody else takes the next one.</summary>
    public static SenderLoad StartThrough(IPEndPoint balancer) => new(balancer, comesAgain: true);

    /// <summary>Waits until so many more are answered with 200.</summary>
    public Task AcknowledgedAsync(int more)
    {
        var enough = Acknowledged + more;
        return Eventually.TrueAsync(
            async () =>
            {
                await Task.WhenAll(_senders.Where(sender => sender.IsFaulted));
                return Acknowledged >= enough;
            },
            $"{more} more are acknowledged");
    }

    /// <summary>Lets each sender have its last answer. Those end by themselves whose connection breaks.</summary>
    public async Task EndAsync()
    {
        _isEnded = true;
        await Task.WhenAll(_senders);
    }

    /// <summary>All that was acknowledged is there, all that is there was sent, and it is there once and whole; nobody was answered anything but 200, or 503 with Retry-After.</summary>
    public async Task AssertKeptAsync(BinnedWeb web)
    {
        var kept = await AssertWholeAsync(web);

        Assert.Empty(_odd);
        Assert.Empty(_statuses.Where(sent => sent.Value == 200).Select(sent => sent.Key).Except(kept));
    }

    /// <summary>All that is there was sent, and it is there once and whole.</summary>
    /// <returns>The paths of it.</returns>
    public async Task<IReadOnlyList<string>> AssertWholeAsync(BinnedWeb web)
    {
        var kept = await ReadAllAsync(web);
        Assert.Equal(kept.Count, kept.DistinctBy(request => request.Path).Count());
        Assert.Empty(kept.Select(request => request.Path).Except(_statuses.Keys));
        await Parallel.ForEachAsync(kept, Cancellation, async (request, _) =>
            Assert.True((await web.GetBytesAsync($"bins/orders/requests/{request.Id}/body")).AsSpan().SequenceEqual(Body(request.Path)), $"the body of {request.Path}"));
        return [.. kept.Select(request => request.Path)];
    }

    private static byte[] Body(string path)
    {
        var number = int.Parse(path.AsSpan(path.LastIndexOf('/') + 1), System.Globalization.CultureInfo.InvariantCulture);
        return [.. Enumerable.Repeat(Encoding.ASCII.GetBytes(path), number % LongEvery == 0 ? 2000 : 50).SelectMany(bytes => bytes)];
    }

    /// <summary>All requests of the bin, newest first.</summary>
    public static async Task<List<(string Path, string Id)>> ReadAllAsync(BinnedWeb web)
    {
        List<(string, string)> all = [];
        for (var query = "?limit=500"; ;)
        {
            var page = await web.GetAsync($"bins/orders/requests{query}");
            all.AddRange(page["items"]!.AsArray().Select(item => (item!["path"]!.GetValue<string>(), item["id"]!.GetValue<string>())));
            if (page["next"] is not { } next)
            {
                return all;
            }

            query = $"?limit=500&cursor={next}";
        }
    }

    /// <summary>Sends until told to end, or until a connection breaks: that is counted, unless an answer has said so.</summary>
    private async Task SendAsync(int sender)
    {
        for (var i = 0; !_isEnded;)
        {
            try
            {
                await using var connection = await RawHttp.ConnectAsync(_echo, Cancellation);
                while (await SendAsync(connection, $"/b/orders/{sender}/{i++}") && !_isEnded)
                {
                }
            }
            catch (Exception exception) when (exception is IOException or SocketException)
            {
                Interlocked.Increment(ref _broken);
                if (!_comesAgain)
                {
                    return;
                }
            }
        }
    }

    /// <returns>Whether the connection stays.</returns>
    private async Task<bool> SendAsync(RawHttp connection, string path)
    {
        var body = Body(path);
        _statuses[path] = 0;
        await connection.SendAsync($"POST {path} HTTP/1.1\r\nHost: a\r\nContent-Length: {body.Length}\r\n\r\n", Cancellation);
        await connection.SendAsync(body, Cancellation);
        var answer = await connection.ReceiveAsync(isHead: false, Cancellation);
        _statuses[path] = answer.Status;
        switch (answer.Status)
        {
            case 200:
                Interlocked.Increment(ref _acknowledged);
                break;
            case 503 when answer.Header("Retry-After") == "5":
                Interlocked.Increment(ref _refused);
                break;
            default:
                _odd.Add(answer.Head);
                break;
        }

        return answer.Header("Connection") != "close";
    }
}
