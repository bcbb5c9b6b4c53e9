using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using EchoApp.Tests.Hosting.Engine;
using Xunit;

namespace EchoApp.Tests.Hosting.Extensions;

public sealed class UrlTests
{
    [Fact]
    public async Task Urls_OfAResource_AreItsEndpointsAndWhatTheModelMakesOfThem()
    {
        await using var application = await TestApplication.StartAsync(builder => builder.AddExecutable("job", "job", ".")
            .WithHttpEndpoint(name: "echo").WithEndpoint(name: "raw")
            .WithUrlForEndpoint("ECHO", url =>
            {
                url.DisplayText = "Echo";
                url.Url = "/start";
            })
            .WithUrl("https://example.org/docs", "Docs").WithUrl("/more")
            .WithUrlForEndpoint("echo", endpoint => new ResourceUrlAnnotation { Url = "/admin", DisplayText = $"Admin of {endpoint.EndpointName}", DisplayOrder = 5 })
            .WithUrls(context => context.Urls.RemoveAll(url => url.Url == "/never")));

        var urls = application.Now("job").Urls;

        Assert.Equal(["Admin of echo", "Echo", "", "Docs", ""], urls.Select(url => url.DisplayProperties.DisplayName));
        Assert.Matches("^http://localhost:[0-9]+/admin$", urls[0].Url);
        Assert.Matches("^http://localhost:[0-9]+/start$", urls[1].Url);
        Assert.Matches("^tcp://localhost:[0-9]+$", urls[2].Url);
        Assert.True(urls[2].IsInternal);
        Assert.Equal("https://example.org/docs", urls[3].Url);
        Assert.Matches("^http://localhost:[0-9]+/more$", urls[4].Url);
    }

    [Fact]
    public async Task Url_WithoutHostOfAResourceWithoutEndpoint_IsAnError()
    {
        await using var application = new TestApplication(builder => builder.AddExecutable("job", "job", ".").WithUrl("/docs"));

        var exception = await Assert.ThrowsAsync<DistributedApplicationException>(() => application.App.StartAsync(TestContext.Current.CancellationToken));

        Assert.Equal(
            "The link '/docs' of 'job' is not absolute, and the resource has no endpoint that it could belong to. Give a whole URL.", exception.Message);
    }
}
