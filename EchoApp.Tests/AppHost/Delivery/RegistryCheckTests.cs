using System.Text;
using EchoApp.Tests.Hosting.Images;
using Xunit;

namespace EchoApp.Tests.AppHost.Delivery;

/// <summary>What push finds out about a registry before it builds anything: real registries, the real AppHost.</summary>
public sealed class RegistryCheckTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public async Task A_plain_registry_on_this_machine_is_asked_and_keeps_nothing_of_it()
    {
        await using var registry = await TestRegistry.StartAsync();

        Assert.Empty(await CheckAsync(registry, code: 0));
        Assert.Empty(registry.Tags("echoapp-web"));
    }

    [Fact]
    public async Task A_protected_registry_takes_who_docker_login_or_the_environment_name()
    {
        await using var registry = await TestRegistry.StartAsync(TestRegistry.Protected(_directory));

        Assert.Empty(await CheckAsync(registry, code: 0, Login(registry, "someone:secret")));
        Assert.Empty(await CheckAsync(registry, code: 0, ("DOTNET_CONTAINER_REGISTRY_UNAME", "someone"), ("DOTNET_CONTAINER_REGISTRY_PWORD", "secret")));
        Assert.Empty(await CheckAsync(registry, code: 0, Helper(registry)));
    }

    [Fact]
    public async Task A_protected_registry_without_credentials_names_the_ways_to_give_them()
    {
        await using var registry = await TestRegistry.StartAsync(TestRegistry.Protected(_directory));

        Assert.Equal(
            $"error: push-prereq failed: The registry {registry.Endpoint} wants credentials, and there are none for it. Give them by `docker login {registry.Endpoint}`, "
            + "or by DOTNET_CONTAINER_REGISTRY_UNAME and DOTNET_CONTAINER_REGISTRY_PWORD.",
            Assert.Single(await CheckAsync(registry, code: 1)));
    }

    [Fact]
    public async Task Wrong_credentials_are_named_with_where_they_come_from()
    {
        await using var registry = await TestRegistry.StartAsync(TestRegistry.Protected(_directory));

        Assert.Equal(
            $"error: push-prereq failed: The registry {registry.Endpoint} refuses the credentials of 'someone', from {_directory.Path}/docker/config.json. "
            + $"Renew them there, or by `docker login {registry.Endpoint}`.",
            Assert.Single(await CheckAsync(registry, code: 1, Login(registry, "someone:wrong"))));
    }

    [Fact]
    public async Task A_broken_file_of_docker_login_is_named()
    {
        await using var registry = await TestRegistry.StartAsync(TestRegistry.Protected(_directory));
        _directory.Write("docker/config.json", "{");

        Assert.StartsWith($"error: push-prereq failed: The credentials in {_directory.Path}/docker/config.json cannot be read: ", Assert.Single(await CheckAsync(registry, code: 1)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_read_only_registry_is_told_apart()
    {
        await using var registry = await TestRegistry.StartAsync(("REGISTRY_STORAGE_MAINTENANCE_READONLY", "{\"enabled\":true}"));

        Assert.StartsWith($"error: push-prereq failed: The registry {registry.Endpoint} is read-only and takes no images", Assert.Single(await CheckAsync(registry, code: 1)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_is_believed_once_its_authority_is()
    {
        var authority = new TestAuthority(_directory);
        await using var registry = await TestRegistry.StartAsync(authority.Settings);

        Assert.StartsWith($"error: push-prereq failed: The certificate of the registry {registry.Endpoint} is not trusted here: ", Assert.Single(await CheckAsync(registry, code: 1)), StringComparison.Ordinal);
        Assert.Empty(await CheckAsync(registry, code: 0, ("SSL_CERT_FILE", authority.AuthorityFile)));
        Assert.Empty(await CheckAsync(registry, code: 0, ("Registry__Insecure", "true")));
    }

    [Fact]
    public async Task A_registry_that_does_not_answer_is_named()
    {
        var endpoint = $"127.0.0.1:{TestRegistry.FreePort()}";

        Assert.Equal(
            $"error: push-prereq failed: The registry {endpoint} cannot be reached: Connection refused. Is it the right one, and does it run?",
            Assert.Single(await CheckAsync(endpoint, code: 1)));
    }

    [Fact]
    public async Task A_repository_without_a_registry_is_refused()
    {
        await using var appHost = AppHostProcess.Launch("push", "-o", _directory.Path, "--Parameters:registry-repository=team");

        Assert.Equal(1, await appHost.ExitAsync());
        Assert.Equal(["error: Parameters:registry-repository says nothing without the registry: --Parameters:registry-endpoint=HOST[:PORT]"], appHost.Error);
    }

    public void Dispose() => _directory.Dispose();

    private Task<IReadOnlyList<string>> CheckAsync(TestRegistry registry, int code, params (string Name, string Value)[] environment) => CheckAsync(registry.Endpoint, code, environment);

    /// <returns>What it says to standard error.</returns>
    private async Task<IReadOnlyList<string>> CheckAsync(string endpoint, int code, params (string Name, string Value)[] environment)
    {
        await using var appHost = AppHostProcess.LaunchIn(
            [("DOCKER_CONFIG", Path.Combine(_directory.Path, "docker")), .. environment],
            "do", "push-prereq", "-o", Path.Combine(_directory.Path, "out"), $"--Parameters:registry-endpoint={endpoint}");

        Assert.Equal(code, await appHost.ExitAsync());
        Assert.False(Directory.Exists(Path.Combine(_directory.Path, "out")));
        return appHost.Error;
    }

    private (string Name, string Value) Login(TestRegistry registry, string credentials)
    {
        var auth = Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials));
        _directory.Write("docker/config.json", $$"""{ "auths": { "{{registry.Endpoint}}": { "auth": "{{auth}}" } } }""");
        return ("DOCKER_CONFIG", Path.Combine(_directory.Path, "docker"));
    }

    private (string Name, string Value) Helper(TestRegistry registry)
    {
        var program = _directory.WriteProgram("bin/docker-credential-test", $$"""
            #!/bin/sh
            read registry
            [ "$registry" = "{{registry.Endpoint}}" ] && echo '{"ServerURL":"x","Username":"someone","Secret":"secret"}'
            """);
        _directory.Write("docker/config.json", """{ "credsStore": "test" }""");
        return ("PATH", $"{Path.GetDirectoryName(program)}:{Environment.GetEnvironmentVariable("PATH")}");
    }
}
