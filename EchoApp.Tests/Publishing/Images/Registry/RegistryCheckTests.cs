using Aspire.Hosting;
using EchoApp.Publishing.Images;
using EchoApp.Publishing.Images.Registry;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace EchoApp.Tests.Publishing.Images.Registry;

public sealed class RegistryCheckTests : IDisposable
{
    private readonly TemporaryDirectory _home = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Check_OfARegistryWithTokens_BeginsAnUploadAndGivesItUp()
    {
        await using var registry = await FakeRegistry.StartAsync();

        await Check("someone", "secret").CheckAsync(new RemoteImage(registry.Loopback, "mine/web", "1"), Cancel);

        Assert.Equal(
            ["GET /v2/", "GET /token?service=fake&scope=repository%3Amine%2Fweb%3Apull%2Cpush", "POST /v2/mine/web/blobs/uploads/", "DELETE /v2/mine/web/blobs/uploads/1"],
            registry.Requests);
    }

    [Fact]
    public async Task Check_WhereTheUploadIsElsewhere_SendsNoCredentialsThere()
    {
        await using var registry = await FakeRegistry.StartAsync();
        await using var elsewhere = await FakeRegistry.StartAsync();
        registry.Upload = $"http://{elsewhere.Loopback}/v2/mine/web/blobs/uploads/1";

        await Check("someone", "secret").CheckAsync(new RemoteImage(registry.Loopback, "mine/web", "1"), Cancel);

        Assert.Empty(elsewhere.Requests);
    }

    [Fact]
    public async Task Check_OfSomebodyElsesRepository_NamesItAndTheRegistrysWords()
    {
        await using var registry = await FakeRegistry.StartAsync();

        var failure = await Assert.ThrowsAsync<DistributedApplicationException>(() => Check("someone", "secret").CheckAsync(new RemoteImage(registry.Loopback, "yours/web", "1"), Cancel));

        Assert.Equal(
            $"The registry {registry.Loopback} does not let 'someone' push to yours/web (requested access is denied). Push as somebody who may (`docker login {registry.Loopback}`), or to another repository.",
            failure.Message);
    }

    [Fact]
    public async Task Check_WithACredentialThatTheTokenServiceRefuses_SaysWhereItComesFrom()
    {
        await using var registry = await FakeRegistry.StartAsync();

        var failure = await Assert.ThrowsAsync<DistributedApplicationException>(() => Check("someone", "old").CheckAsync(new RemoteImage(registry.Loopback, "mine/web", "1"), Cancel));

        Assert.StartsWith($"The registry {registry.Loopback} refuses the credentials of 'someone', from DOTNET_CONTAINER_REGISTRY_UNAME and DOTNET_CONTAINER_REGISTRY_PWORD.", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html>Log in to the network</html>")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{ \"token\": \"two\\nlines\" }")]
    public async Task Check_WhereTheTokenServiceGivesNoToken_SaysSo(string answer)
    {
        await using var registry = await FakeRegistry.StartAsync();
        registry.TokenAnswer = answer;

        var failure = await Assert.ThrowsAsync<DistributedApplicationException>(() => Check("someone", "secret").CheckAsync(new RemoteImage(registry.Loopback, "mine/web", "1"), Cancel));

        Assert.Equal($"The registry {registry.Loopback}, or where it sends to for a token, answers as none does. Something may stand before it.", failure.Message);
    }

    [Fact]
    public async Task Check_OfAPlainRegistryElsewhere_IsRefusedUntilSomebodySaysSo()
    {
        await using var registry = await FakeRegistry.StartAsync();
        var outside = registry.Outside;
        Assert.SkipWhen(outside is null, "This machine has no address but loopback.");
        var image = new RemoteImage(outside, "mine/web", "1");

        var failure = await Assert.ThrowsAsync<DistributedApplicationException>(() => Check("someone", "secret").CheckAsync(image, Cancel));

        Assert.StartsWith($"The registry {outside} speaks plain HTTP", failure.Message, StringComparison.Ordinal);
        Assert.EndsWith($"DOTNET_CONTAINER_INSECURE_REGISTRIES={outside}", failure.Message, StringComparison.Ordinal);
        await Check("someone", "secret", (InsecureRegistries.Variable, $"other;{outside}")).CheckAsync(image, Cancel);
    }

    [Theory]
    [InlineData("localhost:5000", true)]
    [InlineData("my.localhost", true)]
    [InlineData("127.0.0.2", true)]
    [InlineData("[::1]:5000", true)]
    [InlineData("registry.example.com:5000", false)]
    [InlineData("localhost.example.com", false)]
    [InlineData("10.0.0.1:5000", false)]
    public void Allows_PlainHttp_OnThisMachineAlone(string registry, bool isAllowed) => Assert.Equal(isAllowed, Insecure().Allows(registry));

    public void Dispose() => _home.Dispose();

    private RegistryCheck Check(string user, string secret, params (string Name, string Value)[] settings) => new(
        new RegistryConnector(Insecure(settings)),
        new RegistryCredentials(name => name switch
        {
            "DOTNET_CONTAINER_REGISTRY_UNAME" => user,
            "DOTNET_CONTAINER_REGISTRY_PWORD" => secret,
            "HOME" => _home.Path,
            _ => null,
        }));

    private static InsecureRegistries Insecure(params (string Name, string Value)[] settings) =>
        new(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))).Build());
}
