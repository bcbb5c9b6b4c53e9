using System.Collections.Concurrent;
using System.Net;
using EchoApp.Tests.Http;
using EchoApp.Tests.Web.Storage.Postgres;
using Xunit;

namespace EchoApp.Tests.Web.Bins;

/// <summary>What was acknowledged is there, once and whole, whatever was killed.</summary>
public sealed class KillTests(PostgresServer postgres)
{
    private const int Senders = 16;
    private const int EnoughAcknowledged = 400;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Web_KilledUnderLoad_HasKeptWhatItAcknowledgedOnSqlite()
    {
        using var data = new TemporaryDirectory();
        await KillUnderLoadAsync(("Data__Directory", data.Path));
    }

    [Fact]
    public async Task Web_KilledUnderLoad_HasKeptWhatItAcknowledgedOnPostgres() =>
        await KillUnderLoadAsync(("ConnectionStrings__store", await postgres.CreateDatabaseAsync()));

    private static async Task KillUnderLoadAsync((string Name, string Value) store)
    {
        ConcurrentBag<string> acknowledged = [];
        await using (var web = await BinnedWeb.StartWithOrdersAsync(store))
        {
            var senders = Enumerable.Range(0, Senders).Select(sender => SendAsync(web.Process.EchoEndPoints[0], sender, acknowledged)).ToList();
            await Eventually.TrueAsync(() => acknowledged.Count >= EnoughAcknowledged, "enough is acknowledged");
            await web.Process.SignalAsync("KILL");
            await Task.WhenAll(senders);
        }

        await using var next = await BinnedWeb.StartWithOrdersAsync(store);
        var kept = await ReadAllAsync(next);

        Assert.Equal(kept.Distinct().Count(), kept.Count);
        Assert.Empty(acknowledged.Except(kept));
        var last = (await next.RequestsAsync())[0]!;
        Assert.Equal(Body(last["path"]!.GetValue<string>()), await next.GetBytesAsync($"bins/orders/requests/{last["id"]}/body"));
    }

    /// <summary>Sends one after another until the connection breaks.</summary>
    private static async Task SendAsync(IPEndPoint echo, int sender, ConcurrentBag<string> acknowledged)
    {
        await using var connection = await RawHttp.ConnectAsync(echo, Cancellation);
        try
        {
            for (var i = 0; ; i++)
            {
                var path = $"/b/orders/{sender}/{i}";
                var body = Body(path);
                await connection.SendAsync($"POST {path} HTTP/1.1\r\nHost: a\r\nContent-Length: {body.Length}\r\n\r\n", Cancellation);
                await connection.SendAsync(body, Cancellation);
                var answer = await connection.ReceiveAsync(isHead: false, Cancellation);
                Assert.Equal(200, answer.Status);
                acknowledged.Add(path);
            }
        }
        catch (Exception exception) when (exception is IOException or System.Net.Sockets.SocketException)
        {
            // It was killed.
        }
    }

    private static byte[] Body(string path) => [.. Enumerable.Repeat(System.Text.Encoding.ASCII.GetBytes(path), 50).SelectMany(bytes => bytes)];

    private static async Task<List<string>> ReadAllAsync(BinnedWeb web)
    {
        List<string> paths = [];
        var query = "?limit=500";
        while (true)
        {
            var page = await web.GetAsync($"bins/orders/requests{query}");
            foreach (var item in page["items"]!.AsArray())
            {
                paths.Add(item!["path"]!.GetValue<string>());
                Assert.Equal(Body(paths[^1]).Length, item["bodyLength"]!.GetValue<long>());
            }

            if (page["next"] is not { } next)
            {
                return paths;
            }

            query = $"?limit=500&cursor={next}";
        }
    }
}
