using Xunit;

namespace EchoApp.Tests.AppHost.Cli;

internal static class RunningContainer
{
    /// <summary>Runs a container, with options and from an image, until its echo has answered.</summary>
    public static async Task EchoesFromAsync(params string[] optionsAndImage)
    {
        var container = await ContainerEngine.RunAsync(["run", "--detach", "--publish", "127.0.0.1::6000", .. optionsAndImage]);
        try
        {
            var address = await ContainerEngine.RunAsync("container", "port", container, "6000/tcp");
            using var client = new HttpClient();
            await Eventually.TrueAsync(async () => await EchoesAsync(client, $"http://{address}/walk"), "the echo answers");
        }
        finally
        {
            await ContainerEngine.TryRunAsync("container", "rm", "--force", "--volumes", container);
        }
    }

    private static async Task<bool> EchoesAsync(HttpClient client, string address)
    {
        try
        {
            return (await client.GetStringAsync(new Uri(address), TestContext.Current.CancellationToken)).Contains("\"/walk\"", StringComparison.Ordinal);
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
