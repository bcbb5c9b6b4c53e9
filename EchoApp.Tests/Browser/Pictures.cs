using System.Runtime.CompilerServices;
using Microsoft.Playwright;
using Xunit;

namespace EchoApp.Tests.Browser;

/// <summary>The pictures of docs/images, which ECHOAPP_UPDATE_PICTURES=1 takes anew.</summary>
internal static class Pictures
{
    private const int LargestPicture = 300_000;

    public static bool AreWanted => Environment.GetEnvironmentVariable("ECHOAPP_UPDATE_PICTURES") == "1";

    public static async Task TakeAsync(IPage page, string name, bool isFullPage, [CallerFilePath] string source = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(source)!.Split("EchoApp.Tests")[0], "docs/images", name);
        await page.ScreenshotAsync(new() { Path = path, FullPage = isFullPage });
        Assert.InRange(new FileInfo(path).Length, 1, LargestPicture);
    }
}
