using System.IO.Pipelines;
using EchoApp.Web.Echo;
using EchoApp.Web.Echo.Body;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace EchoApp.Tests.Web.Memory;

public sealed class ArrivingBodyTests
{
    private static readonly TimeSpan _window = TimeSpan.FromSeconds(10);

    private readonly FakeTimeProvider _time = new();
    private readonly Pipe _pipe = new();
    private readonly byte[] _buffer = new byte[100_000];

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Read_FastEnoughInEveryWindow_GoesOn()
    {
        await using var body = Open();
        for (var i = 0; i < 30; i++)
        {
            Assert.Equal(5_000, await ReadAsync(body, 5_000, _window / 5));
        }
    }

    [Fact]
    public async Task Read_SlowInOneWindow_EndsHoweverFastItBegan()
    {
        await using var body = Open();
        Assert.Equal(100_000, await ReadAsync(body, 100_000, 0.9 * _window));
        Assert.Equal(1_000, await ReadAsync(body, 1_000, 0.9 * _window));

        var refusal = await Assert.ThrowsAsync<BadHttpRequestException>(() => ReadAsync(body, 1_000, 0.9 * _window));

        Assert.Equal(StatusCodes.Status408RequestTimeout, refusal.StatusCode);
    }

    /// <summary>Who decodes or waits for memory is not the client.</summary>
    [Fact]
    public async Task Time_InWhichNobodyReads_IsNotTheClients()
    {
        await using var body = Open();
        Assert.Equal(1_000, await ReadAsync(body, 1_000, TimeSpan.Zero));
        _time.Advance(10 * _window);

        Assert.Equal(1_000, await ReadAsync(body, 1_000, TimeSpan.Zero));
    }

    [Fact]
    public async Task Read_WithNoRateAskedFor_WaitsForEver()
    {
        await using var body = Open(rate: 0);

        Assert.Equal(1, await ReadAsync(body, 1, 1_000 * _window));
    }

    private ArrivingBody Open(int rate = 1000) => new(
        _pipe.Reader.AsStream(), _pipe.Reader, null, new EchoOptions { MinBodyRate = rate, BodyRateWindow = (int)_window.TotalSeconds }, _time);

    /// <summary>Reads while nothing is there; so much comes after that time.</summary>
    private async Task<int> ReadAsync(ArrivingBody body, int length, TimeSpan after)
    {
        var read = body.ReadAsync(_buffer, CancellationToken).AsTask();
        _time.Advance(after);
        await _pipe.Writer.WriteAsync(new byte[length], CancellationToken);
        var count = await read;
        while (count < length)
        {
            count += await body.ReadAsync(_buffer.AsMemory(count), CancellationToken);
        }

        return count;
    }
}
