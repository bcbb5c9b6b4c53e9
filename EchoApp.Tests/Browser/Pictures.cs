using System.Runtime.CompilerServices;
using Microsoft.Playwright;
using Xunit;

namespace EchoApp.Tests.Browser;

/// <summary>The pictures of docs/images, which ECHOAPP_UPDATE_PICTURES=1 takes anew.</summary>
internal static class Pictures
{
    public const string Volume = "echoapp-pictures";

    private const int LargestPicture = 300_000;
    private static readonly TimeSpan _traffic = TimeSpan.FromSeconds(15);

    public static bool AreWanted => Environment.GetEnvironmentVariable("ECHOAPP_UPDATE_PICTURES") == "1";

    /// <summary>The settings of an AppHost with its store.</summary>
    public static (string Name, string Value)[] Store =>
        [("Store", "container"), ("Store__Image", $"{ContainerEngine.Image}:{ContainerEngine.Tag}"), ("Store__Volume", Volume)];

    public static async Task TakeAsync(IPage page, string name, bool isFullPage, [CallerFilePath] string source = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(source)!.Split("EchoApp.Tests")[0], "docs/images", name);
        await page.ScreenshotAsync(new() { Path = path, FullPage = isFullPage });
        Assert.InRange(new FileInfo(path).Length, 1, LargestPicture);
    }

    /// <summary>So that there is something to see: webhooks, pages, and what is not there.</summary>
    public static async Task SendTrafficAsync(Uri echo, Uri pages)
    {
        using var client = new HttpClient();
        var started = TimeProvider.System.GetTimestamp();
        for (var number = 1; TimeProvider.System.GetElapsedTime(started) < _traffic; number++)
        {
            (await client.GetAsync(new Uri(echo, $"/orders/{number}"))).Dispose();
            (await client.PostAsync(new Uri(echo, "/hooks/github"), new StringContent("{\"action\":\"opened\"}"))).Dispose();
            (await client.GetAsync(new Uri(pages, number % 3 == 0 ? "/next" : number % 7 == 0 ? "/nothing" : "/"))).Dispose();
        }
    }
}
