using System.Text;
using EchoApp.Web.Storage;
using Xunit;

namespace EchoApp.Tests.Web.Storage;

/// <summary>Bins and requests to store.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Time = new(2026, 11, 29, 12, 30, 45, 123, 456, TimeSpan.Zero);

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
}
