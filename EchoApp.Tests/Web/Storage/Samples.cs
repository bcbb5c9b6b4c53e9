using System.Text;
using EchoApp.Web.Capture;
using EchoApp.Web.Echo;
using EchoApp.Web.Queries;
using EchoApp.Web.Storage;
using Xunit;

namespace EchoApp.Tests.Web.Storage;

/// <summary>Bins and requests to store.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Time = new(2026, 11, 29, 12, 30, 45, 123, 456, TimeSpan.Zero);

    /// <summary>What takes bodies apart for queries.</summary>
    public static readonly ContentReader Contents = new(new EchoOptions());

    /// <summary>What is known of a request beside what it is listed by.</summary>
    public static readonly CaptureDetails Details = new()
    {
        Protocol = "HTTP/1.1",
        Scheme = "http",
        Remote = new("192.0.2.1", 50000),
        Local = new("192.0.2.2", 80),
        ConnectionId = "0HN1",
        ConnectionRequest = 1,
        HeadLength = 1234,
    };

    public static readonly BinName Orders = BinName.Parse("orders");

    public static Bin Bin(string name, bool isDeclared = false, BinSettings? settings = null) => new(BinName.Parse(name), isDeclared, Time, settings ?? new BinSettings());

    /// <summary>Opens a store that has a bin for them.</summary>
    public static async Task<IStore> OpenAsync(StoreHost host, long most = long.MaxValue)
    {
        var store = await host.OpenAsync(most);
        await store.Bins.TryCreateAsync(Bin("orders"), 10, TestContext.Current.CancellationToken);
        return store;
    }

    public static CapturedRequest Request(string target, BinName? bin = null, byte[]? body = null) => new(
        new RequestRecord
        {
            Id = Guid.CreateVersion7(),
            Bin = bin ?? Orders,
            ReceivedAt = Time,
            Method = "POST",
            Target = target,
            BodyLength = 5_000_000_000,
            BodyKept = body?.Length ?? 0,
            Status = 200,
            Details = "{\"protocol\":\"HTTP/1.1\"}"u8.ToArray(),
        },
        Encoding.ASCII.GetBytes($"POST {target} HTTP/1.1\r\nHost: a\r\n\r\n"),
        body ?? []);

    /// <summary>Deletes all that is not to stay, piece by piece.</summary>
    /// <returns>How many.</returns>
    public static async Task<int> SweepAllAsync(this IRequestStore requests, BinName bin, Retained retained, CancellationToken cancellationToken)
    {
        var sum = 0;
        while (await requests.SweepAsync(bin, retained, cancellationToken) is > 0 and var count)
        {
            sum += count;
        }

        return sum;
    }

    /// <summary>A page of a bin's requests, newest first.</summary>
    /// <param name="requests">The store's.</param>
    /// <param name="bin">The bin.</param>
    /// <param name="before">The position of the last of the page before; null for the first page.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<IReadOnlyList<ListedRequest>> ListAsync(this IRequestStore requests, BinName bin, long? before, int limit, CancellationToken cancellationToken) =>
        (await requests.SearchAsync(new BinCondition(bin), SearchStart.Before(before ?? long.MaxValue), limit, TimeSpan.FromSeconds(10), cancellationToken)).Requests;
}
