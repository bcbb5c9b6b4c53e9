using System.Net.Http.Headers;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using EchoApp.Tests.Images;
using Xunit;

namespace EchoApp.Tests.Hosting.Containers;

/// <summary>An EchoApp as a container, of the image as it is deployed.</summary>
public sealed class RunAsContainerTests(PublishedImage image)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RunAsContainer_WithTheImage_HasTheSameEndpointsBinsAndCommandsAndKeepsItsDataOnItsVolume()
    {
        var tag = await image.TagAsync();
        var volume = $"echoapp-test-{Guid.NewGuid():N}";
        var ready = new TaskCompletionSource();
        try
        {
            await using (var application = await EchoApplication.StartAsync(builder => Declare(builder, tag, volume).OnResourceReady((_, _, _) =>
            {
                ready.TrySetResult();
                return Task.CompletedTask;
            })))
            {
                var bin = await application.HealthyAsync("orders");
                await ready.Task.WaitAsync(Eventually.Deadline, Cancel);
                Assert.Equal("Container", (await application.HealthyAsync("echo")).ResourceType);

                var sent = await application.App.ResourceCommands.ExecuteCommandAsync("orders", "send-sample", Cancel);
                Assert.True(sent.Success, sent.Message);
                Assert.Equal($"{application.App.GetEndpoint("echo", "echo").ToString().TrimEnd('/')}/b/orders", bin.Urls.Single(url => url.Name == "capture").Url);

                // What the service takes for its own address is where it is reached from here.
                Assert.Contains($"\"url\":\"{bin.Urls.Single(url => url.Name == "capture").Url}\"", await ApiAsync(application, "/api/bins/orders"), StringComparison.Ordinal);
            }

            await using var again = await EchoApplication.StartAsync(builder => Declare(builder, tag, volume));
            await again.HealthyAsync("orders");
            Assert.Contains("\"path\":\"/b/orders/sample\"", await ApiAsync(again, "/api/bins/orders/requests"), StringComparison.Ordinal);
        }
        finally
        {
            // Aspire removes its containers only after it has said that it has stopped.
            await Eventually.TrueAsync(async () => (await ContainerEngine.TryRunAsync("volume", "rm", "--force", volume)).Length > 0, "the volume is removed");
        }
    }

    private IResourceBuilder<EchoResource> Declare(IDistributedApplicationBuilder builder, string tag, string volume)
    {
        var (registry, name) = (image.Name[..image.Name.IndexOf('/', StringComparison.Ordinal)], image.Name[(image.Name.IndexOf('/', StringComparison.Ordinal) + 1)..]);
        var echo = builder.AddEcho("echo").RunAsContainer(container => container.WithImageRegistry(registry).WithImage(name, tag)).WithDataVolume(volume);
        echo.AddBin("orders");
        return echo;
    }

    private static async Task<string> ApiAsync(EchoApplication application, string path)
    {
        using var client = application.App.CreateHttpClient("echo", "pages");
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", EchoApplication.Token);
        return await client.GetStringAsync(path, Cancel);
    }
}
