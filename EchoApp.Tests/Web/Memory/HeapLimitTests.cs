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

    [Theory]
    [InlineData(Variable, "0x6400000", "takes DOTNET_GCHeapHardLimit, in hexadecimal digits alone: DOTNET_GCHeapHardLimit=6400000.")]
    [InlineData(Variable, " 6400000 ", "takes DOTNET_GCHeapHardLimit, in hexadecimal digits alone: DOTNET_GCHeapHardLimit=6400000.")]
    [InlineData(Variable, "00000000006400000", "takes DOTNET_GCHeapHardLimit, in hexadecimal digits alone: DOTNET_GCHeapHardLimit=6400000.")]
    [InlineData("COMPlus_GCHeapHardLimit", "6400000", "takes DOTNET_GCHeapHardLimit, in hexadecimal digits alone: DOTNET_GCHeapHardLimit=6400000.")]
    public async Task Limit_InAnotherSpelling_AppliesOrIsRefused(string variable, string value, string refusal)
    {
        if (PublishedWeb.Path is null)
        {
            await using var web = await WebProcess.StartAsync((variable, value));
            await HoldsAsync(web);
            return;
        }

        await RefusesAsync(variable, value, refusal);
    }

    [Theory]
    [InlineData("DOTNET_GCHeapHardLimitPercent", "0x5", "takes DOTNET_GCHeapHardLimitPercent, in hexadecimal digits alone: DOTNET_GCHeapHardLimitPercent=5.")]
    [InlineData("DOTNET_GCTotalPhysicalMemory", "0x0", "takes DOTNET_GCTotalPhysicalMemory, in hexadecimal digits alone, 16 at most.")]
    public async Task Limit_OfAnotherKindThatANativeBinaryPassesOver_IsRefusedByItAlone(string variable, string value, string refusal)
    {
        if (PublishedWeb.Path is null)
        {
            await using var web = await WebProcess.StartAsync((variable, value));
            return;
        }

        await RefusesAsync(variable, value, refusal);
    }

    private static async Task RefusesAsync(string variable, string value, string refusal)
    {
        await using var native = WebProcess.Launch([], (variable, value));
        Assert.Equal(1, await native.WaitForExitAsync());
        Assert.Equal($"{variable}={value}: a native binary {refusal}\n", native.Error);
    }

    private static async Task HoldsAsync(WebProcess web)
    {
        using var client = new HttpClient();
        Assert.Contains("26214400 bytes may be held", await client.GetStringAsync(new Uri(web.Pages, "/health"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
