using System.Globalization;
using EchoApp.Tests.Web.Echo;
using Xunit;

namespace EchoApp.Tests.Web.Fuzzing;

/// <summary>
/// Connections made at random, the same ones for the same seed: <c>ECHOAPP_FUZZ_SEED</c>, <c>ECHOAPP_FUZZ_CONNECTIONS</c> (4,000) and
/// <c>ECHOAPP_FUZZ_FIRST</c> (0), the number of the first one, to run one again.
/// </summary>
public sealed class FuzzTests : EchoTests
{
    private const int AtOnce = 8;

    [Fact]
    public async Task Connections_OfAnyBytes_GetTheirAnswersAndNothingElse()
    {
        var seed = Setting("SEED", Random.Shared.Next());
        var first = Setting("FIRST", 0);
        var count = Setting("CONNECTIONS", 4_000);
        var faults = 0;
        string? fault = null;
        await Parallel.ForAsync(first, first + count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = CancellationToken }, async (index, cancellationToken) =>
        {
            var connection = new FuzzedConnection(seed, index);
            var found = await connection.RunAsync(Server, cancellationToken);
            if (found is not null)
            {
                Interlocked.Increment(ref faults);
                Interlocked.CompareExchange(ref fault, $"seed {seed}, connection {index}: {found}\n{connection.Sent}", null);
            }
        });

        Assert.True(faults == 0, $"{faults} of {count}: {fault}");
        Assert.True(Server.Logs.Errors.Count == 0, $"seed {seed}: {Server.Logs.Errors.FirstOrDefault()}");
        Assert.Equal(200, (await Server.GetAsync("/")).Status);
    }

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable($"ECHOAPP_FUZZ_{name}") is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
