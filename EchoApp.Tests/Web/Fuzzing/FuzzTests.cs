using System.Globalization;
using EchoApp.Tests.Http;
using EchoApp.Tests.Web.Echo;
using Xunit;

namespace EchoApp.Tests.Web.Fuzzing;

/// <summary>
/// Connections made at random, the same ones for the same seed: <c>ECHOAPP_FUZZ_SEED</c>, <c>ECHOAPP_FUZZ_CONNECTIONS</c> (4,000 to the echo;
/// a quarter of them to the pages) and <c>ECHOAPP_FUZZ_FIRST</c> (0), the number of the first one, to run one again.
/// </summary>
public sealed class FuzzTests : EchoTests
{
    private const int AtOnce = 8;

    [Fact]
    public async Task Connections_OfAnyBytes_GetTheirAnswersAndNothingElse()
    {
        var seed = Setting("SEED", Random.Shared.Next());

        await RunAsync(seed, Setting("CONNECTIONS", 4_000), connection => connection.SendToEchoAsync(Server.EndPoint, CancellationToken));

        Assert.True(Server.Errors.Count == 0, $"seed {seed}: {Server.Errors.FirstOrDefault()}");
        Assert.Equal(200, (await Server.GetAsync("/")).Status);
    }

    [Fact]
    public async Task Connections_OfAnyBytesToThePages_GetAnswersThatAreNoFault()
    {
        var seed = Setting("SEED", Random.Shared.Next());
        await using var web = await WebProcess.StartAsync();

        await RunAsync(seed, Setting("CONNECTIONS", 4_000) / 4, connection => connection.SendToPagesAsync(web.Pages.OnLoopback(), CancellationToken));

        Assert.DoesNotContain("Exception", web.Output + web.Error, StringComparison.Ordinal);
        Assert.Equal(200, (await RawHttp.ExchangeAsync(web.Pages.OnLoopback(), "GET / HTTP/1.1\r\nHost: h\r\n\r\n", CancellationToken)).Status);
    }

    private static async Task RunAsync(int seed, int count, Func<FuzzedConnection, Task<string?>> run)
    {
        var first = Setting("FIRST", 0);
        var faults = 0;
        string? fault = null;
        await Parallel.ForAsync(first, first + count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = CancellationToken }, async (index, _) =>
        {
            var connection = new FuzzedConnection(seed, index);
            if (await run(connection) is { } found)
            {
                Interlocked.Increment(ref faults);
                Interlocked.CompareExchange(ref fault, $"seed {seed}, connection {index}: {found}\n{connection.Sent}", null);
            }
        });

        Assert.True(faults == 0, $"{faults} of {count}: {fault}");
    }

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable($"ECHOAPP_FUZZ_{name}") is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
