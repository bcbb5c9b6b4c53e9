using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace EchoApp.Tests.Hosting;

/// <summary>What AddEcho declares.</summary>
public sealed class EchoResourceTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void AddEcho_WithAName_HasTwoEndpointsWithoutAProxy()
    {
        var echo = EchoApplication.CreateBuilder("--DcpPublisher:RandomizePorts=false").AddEcho("echo", port: 6001).Resource;

        var endpoints = echo.Annotations.OfType<EndpointAnnotation>().ToList();
        Assert.Equal(["echo", "pages"], endpoints.Select(endpoint => endpoint.Name));
        Assert.Equal([6001, null], endpoints.Select(endpoint => endpoint.Port));
        Assert.All(endpoints, endpoint => Assert.False(endpoint.IsProxied));
        Assert.All(endpoints, endpoint => Assert.Equal("http", endpoint.UriScheme));
    }

    [Fact]
    public void AddEcho_InTests_LeavesThePortToChance() =>
        Assert.All(EchoApplication.CreateBuilder().AddEcho("echo", port: 6001).Resource.Annotations.OfType<EndpointAnnotation>(), endpoint => Assert.Null(endpoint.Port));

    [Fact]
    public void ConnectionString_OfAnEcho_HasPagesEchoAndToken()
    {
        var builder = EchoApplication.CreateBuilder();
        IResourceWithConnectionString echo = builder.AddEcho("echo").Resource;

        Assert.Equal("Endpoint={echo.bindings.pages.url};Echo={echo.bindings.echo.url};Token={echo-token.value}", echo.ConnectionStringExpression.ValueExpression);
        Assert.Equal(
            [
                ("Host", "{echo.bindings.echo.host}"), ("Port", "{echo.bindings.echo.port}"), ("Uri", "{echo.bindings.echo.url}"),
                ("PagesHost", "{echo.bindings.pages.host}"), ("PagesPort", "{echo.bindings.pages.port}"), ("PagesUri", "{echo.bindings.pages.url}"),
                ("Token", "{echo-token.value}"),
            ],
            echo.GetConnectionProperties().Select(property => (property.Key, property.Value.ValueExpression)));
    }

    [Fact]
    public async Task Token_ThatIsGiven_IsTheServices()
    {
        var builder = EchoApplication.CreateBuilder();
        var token = builder.AddParameter("mine", "a-token-of-the-tests", secret: true);
        var echo = builder.AddEcho("echo", token: token).Resource;

        Assert.Same(token.Resource, echo.TokenParameter);
        Assert.Equal("{mine.value}", (await DeclaredEnvironment.ReadAsync(builder, echo))["Access__Token"]);
    }

    [Fact]
    public async Task Token_ThatIsNotGiven_IsAGeneratedSecret()
    {
        var token = EchoApplication.CreateBuilder().AddEcho("other").Resource.TokenParameter;

        Assert.Equal(("other-token", true), (token.Name, token.Secret));
        Assert.Matches("^[A-Za-z0-9]{32,}$", await token.GetValueAsync(Cancel));
    }

    [Fact]
    public async Task Environment_OfTheProcess_HasPortsAndTelemetryAndNothingThatKeepsItFromEnding()
    {
        var builder = EchoApplication.CreateBuilder();
        var echo = builder.AddEcho("echo").Resource;
        var environment = await DeclaredEnvironment.ReadAsync(builder, echo);

        Assert.Equal(("{echo.bindings.echo.targetPort}", "{echo.bindings.pages.targetPort}"), (environment["ECHO_PORT"], environment["PAGES_PORT"]));
        Assert.Contains("OTEL_EXPORTER_OTLP_ENDPOINT", environment);
        Assert.DoesNotContain("OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY", environment);
    }

    [Fact]
    public async Task Service_WhereTheAppHostDoesNotKnowIt_IsAskedForBeforeAnythingStarts()
    {
        var builder = EchoApplication.CreateBuilderWithoutService();
        builder.AddEcho("echo");
        await using var app = builder.Build();

        var exception = await Assert.ThrowsAsync<DistributedApplicationException>(
            () => app.Services.GetRequiredService<IDistributedApplicationEventing>().PublishAsync(new BeforeStartEvent(app.Services, app.Services.GetRequiredService<DistributedApplicationModel>()), Cancel));

        Assert.StartsWith("The AppHost does not know where the service is that 'echo' runs. Reference EchoApp.Aspire.Hosting as a package", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Arguments_ThatAreNull_AreRefused()
    {
        var builder = EchoApplication.CreateBuilder();

        Assert.Throws<ArgumentNullException>("builder", () => EchoBuilderExtensions.AddEcho(null!, "echo"));
        Assert.Throws<ArgumentNullException>("name", () => builder.AddEcho(null!));
        Assert.Throws<ArgumentNullException>("database", () => builder.AddEcho("echo").WithStorage(null!));
    }
}
