using Xunit;

namespace EchoApp.Tests.Web.Memory;

/// <summary>100 MiB, and so a budget of 25.</summary>
public sealed class HeapLimitTests
{
    private const string Variable = "DOTNET_GCHeapHardLimit";

    [Fact]
    public async Task Limit_InHexadecimalDigits_Applies()
    {
        await using var web = await WebProcess.StartAsync((Variable, "6400000"));
        await HoldsAsync(web);
    }

    [Fact]
    public async Task Limit_With0x_AppliesOrIsRefused()
    {
        if (PublishedWeb.Path is null)
        {
            await using var web = await WebProcess.StartAsync((Variable, "0x6400000"));
            await HoldsAsync(web);
            return;
        }

        await using var native = WebProcess.Launch([], (Variable, "0x6400000"));
        Assert.Equal(1, await native.WaitForExitAsync());
        Assert.Equal("DOTNET_GCHeapHardLimit=0x6400000: a native binary takes it without 0x: DOTNET_GCHeapHardLimit=6400000.\n", native.Error);
    }

    private static async Task HoldsAsync(WebProcess web)
    {
        using var client = new HttpClient();
        Assert.Contains("26214400 bytes may be held", await client.GetStringAsync(new Uri(web.Pages, "/health"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
