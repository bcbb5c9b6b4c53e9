using System.Text;
using Aspire.Hosting;
using EchoApp.Publishing.Images;
using EchoApp.Publishing.Images.Registry;
using EchoApp.Tests.Http;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace EchoApp.Tests.Publishing.Images.Registry;

/// <summary>What push finds out about real registries before it builds anything.</summary>
public sealed class RealRegistryTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string ConfigurationFile => Path.Combine(_directory.Path, "docker", "config.json");

    [Fact]
    public async Task Check_OfAPlainRegistryOnThisMachine_IsAskedAndKeepsNothingOfIt()
    {
        await using var registry = await TestRegistry.StartAsync();

        await CheckAsync(registry.Endpoint);
        Assert.Empty(registry.Tags("team/web"));
    }

    [Fact]
    public async Task Check_OfAProtectedRegistry_TakesWhomDockerLoginOrTheEnvironmentNames()
    {
        await using var registry = await TestRegistry.StartAsync(TestRegistry.Protected(_directory));

        await CheckAsync(registry.Endpoint, variables: [("DOTNET_CONTAINER_REGISTRY_UNAME", "someone"), ("DOTNET_CONTAINER_REGISTRY_PWORD", "secret")]);
        Login(registry, "someone:secret");
        await CheckAsync(registry.Endpoint);
    }

    [Fact]
    public async Task Check_OfAProtectedRegistry_AsksTheCredentialHelper()
    {
        await using var registry = await TestRegistry.StartAsync(TestRegistry.Protected(_directory));
        var name = $"echoapp-{Guid.NewGuid():N}";
        var program = _directory.WriteProgram($"bin/docker-credential-{name}", $$"""
            #!/bin/sh
            read registry
            [ "$registry" = "{{registry.Endpoint}}" ] && echo '{"ServerURL":"x","Username":"someone","Secret":"secret"}'
            """);
        _directory.Write("docker/config.json", $$"""{ "credsStore": "{{name}}" }""");

        // Nobody else looks for a program of this name.
        var path = Environment.GetEnvironmentVariable("PATH");
        Environment.SetEnvironmentVariable("PATH", $"{path}{Path.PathSeparator}{Path.GetDirectoryName(program)}");
        try
        {
            await CheckAsync(registry.Endpoint);
        }
        finally
        {
            Environment.SetEnvironmentVariable("PATH", path);
        }
    }

    [Fact]
    public async Task Check_OfAProtectedRegistryWithoutCredentials_NamesTheWaysToGiveThem()
    {
        await using var registry = await TestRegistry.StartAsync(TestRegistry.Protected(_directory));

        Assert.Equal(
            $"The registry {registry.Endpoint} wants credentials, and there are none for it. Give them by `docker login {registry.Endpoint}`, "
            + "or by DOTNET_CONTAINER_REGISTRY_UNAME and DOTNET_CONTAINER_REGISTRY_PWORD.",
            await RefuseAsync(registry.Endpoint));
    }

    [Fact]
    public async Task Check_WithWrongCredentials_SaysWhereTheyComeFrom()
    {
        await using var registry = await TestRegistry.StartAsync(TestRegistry.Protected(_directory));
        Login(registry, "someone:wrong");

        Assert.Equal(
            $"The registry {registry.Endpoint} refuses the credentials of 'someone', from {ConfigurationFile}. Renew them there, or by `docker login {registry.Endpoint}`.",
            await RefuseAsync(registry.Endpoint));
    }

    [Fact]
    public async Task Check_WithABrokenFileOfDockerLogin_NamesIt()
    {
        await using var registry = await TestRegistry.StartAsync(TestRegistry.Protected(_directory));
        _directory.Write("docker/config.json", "{");

        Assert.StartsWith($"The credentials in {ConfigurationFile} cannot be read: ", await RefuseAsync(registry.Endpoint), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_OfAReadOnlyRegistry_TellsItApart()
    {
        await using var registry = await TestRegistry.StartAsync(("REGISTRY_STORAGE_MAINTENANCE_READONLY", "{\"enabled\":true}"));

        Assert.StartsWith($"The registry {registry.Endpoint} is read-only and takes no images", await RefuseAsync(registry.Endpoint), StringComparison.Ordinal);
    }

    // That SSL_CERT_FILE helps is for the tests of the command line: the runtime reads it once in a process.
    [Fact]
    public async Task Check_OfACertificateOfAnUnknownAuthority_IsRefusedUntilSomebodySaysSo()
    {
        await using var registry = await TestRegistry.StartAsync(new TestAuthority(_directory).RegistrySettings);

        Assert.StartsWith($"The certificate of the registry {registry.Endpoint} is not trusted here: ", await RefuseAsync(registry.Endpoint), StringComparison.Ordinal);
        await CheckAsync(registry.Endpoint, settings: [(InsecureRegistries.Variable, registry.Endpoint)]);
    }

    [Fact]
    public async Task Check_OfARegistryThatDoesNotAnswer_NamesIt()
    {
        var endpoint = $"127.0.0.1:{FreePort.Choose()}";

        Assert.Equal($"The registry {endpoint} cannot be reached: Connection refused. Is it the right one, and does it run?", await RefuseAsync(endpoint));
    }

    public void Dispose() => _directory.Dispose();

    private Task CheckAsync(string endpoint, (string Name, string Value)[]? settings = null, (string Name, string Value)[]? variables = null)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection((settings ?? []).Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))).Build();
        var environment = (variables ?? []).Append(("DOCKER_CONFIG", Path.GetDirectoryName(ConfigurationFile)!)).ToDictionary();
        return new RegistryCheck(new RegistryConnector(new InsecureRegistries(configuration)), new RegistryCredentials(environment.GetValueOrDefault))
            .CheckAsync(new RemoteImage(endpoint, "team/web", "1"), Cancel);
    }

    private async Task<string> RefuseAsync(string endpoint) => (await Assert.ThrowsAsync<DistributedApplicationException>(() => CheckAsync(endpoint))).Message;

    private void Login(TestRegistry registry, string credentials)
    {
        var auth = Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials));
        _directory.Write("docker/config.json", $$"""{ "auths": { "{{registry.Endpoint}}": { "auth": "{{auth}}" } } }""");
    }
}
