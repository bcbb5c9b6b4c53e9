using EchoApp.Hosting.Dashboard.Resources.Usage;
using Xunit;

namespace EchoApp.Tests.Hosting.Dashboard.Resources.Usage;

public sealed class ContainerUseTests
{
    private const string Id = "9ebda560b2a1";

    [Theory]
    [InlineData("9ebda560b2a1 0.00% 740KiB / 23.54GiB", 0, 740 * 1024)]
    [InlineData("9ebda560b2a1 12.3% 1.5MiB / 23.54GiB", 12.3, 1_572_864)]
    [InlineData("9ebda560b2a1 200.15% 2GiB / 23.54GiB", 200.15, 2_147_483_648)]
    [InlineData("9ebda560b2a1 7% 512B / 1TiB", 7, 512)]
    [InlineData("9ebda560b2a1 0.05% 41.2kB / 8.1GB", 0.05, 41_200)]
    [InlineData("9ebda560b2a1 0.05% 41.2MB / 8.1GB", 0.05, 41_200_000)]
    [InlineData("\e[H9ebda560b2a1 1% 1KiB / 2KiB \e[K", 1, 1024)]
    [InlineData("\e[J\e[H9ebda560b2a1 1% 1KiB / 2KiB", 1, 1024)]
    public void TryParse_OfALine_ReadsIt(string line, double cpu, long memory)
    {
        Assert.True(ContainerUse.TryParse(line, out var use));
        Assert.Equal(new ContainerUse(Id, cpu, memory), use);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \e[K")]
    [InlineData("9ebda560b2a1 -- -- / --")]
    [InlineData("9ebda560b2a1 1% 1XiB / 2KiB")]
    [InlineData("CONTAINER ID   CPU %     MEM USAGE / LIMIT")]
    [InlineData("Error: unknown flag: --no-trunc")]
    public void TryParse_OfSomethingElse_ReadsNothing(string line) => Assert.False(ContainerUse.TryParse(line, out _));
}
