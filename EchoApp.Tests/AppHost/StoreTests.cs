using System.Text.Json;
using EchoApp.Tests.AppHost.Cli;
using Npgsql;
using Xunit;

namespace EchoApp.Tests.AppHost;

/// <summary>The store of the built AppHost, as a person at a terminal meets it.</summary>
public sealed class StoreTests : IAsyncDisposable
{
    private readonly TemporaryDirectory _home = new();
    private readonly string _volume = $"echoapp-test-{Guid.NewGuid():N}";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await ContainerEngine.TryRunAsync("volume", "rm", "--force", _volume);
        _home.Dispose();
    }

    [Fact]
    public async Task Data_and_password_survive_a_kill_of_the_AppHost_and_its_containers_do_not()
    {
        await ContainerEngine.RequireAsync();
        var password = "";
        await using (var first = await StartAsync())
        {
            password = await PasswordAsync();
            await WriteAsync(password);
            await first.SignalAsync("KILL");
            await Eventually.TrueAsync(async () => (await ContainersAsync()).Length == 0, "the container is gone");
        }

        await using var second = await StartAsync();

        Assert.Equal(password, await PasswordAsync());
        Assert.Equal(1L, await CountAsync(password));
    }

    [Fact]
    public async Task A_password_that_no_longer_fits_the_volume_is_explained_with_the_ways_out()
    {
        await ContainerEngine.RequireAsync();
        await using (await StartAsync("--Parameters:store-password=the-first"))
        {
        }

        await using var second = Launch("--Parameters:store-password=another");

        var line = await ToldAsync(second, "PostgreSQL refuses the password");
        Assert.Contains("--Parameters:store-password=", line, StringComparison.Ordinal);
        Assert.EndsWith($"or stop and begin anew without the data (docker volume rm {_volume}).", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_AppHost_on_the_volume_is_refused_and_the_first_goes_on()
    {
        await ContainerEngine.RequireAsync();
        await using var first = await StartAsync();
        await using var second = AppHostProcess.LaunchIn([.. Environment, ("TMPDIR", _home.Path)], Args("--Ports:Echo=0", "--Ports:Pages=0"));

        var line = await ToldAsync(second, "two servers that write to it would ruin it");
        Assert.Contains($"store: the volume '{_volume}' is in use by another AppHost", line, StringComparison.Ordinal);
        Assert.EndsWith($"or use another volume: --Store:Volume={_volume}-2", line, StringComparison.Ordinal);
        using var client = new HttpClient();
        Assert.Contains("store: Healthy, PostgreSQL", await client.GetStringAsync(new Uri(first.Pages, "/health"), Cancel), StringComparison.Ordinal);
        Assert.Single((await ContainersAsync()).Split('\n'));
    }

    [Fact]
    public async Task A_volume_that_somebody_elses_container_uses_is_left_alone()
    {
        await ContainerEngine.RequireAsync();
        var other = await ContainerEngine.RunAsync("run", "--detach", "--volume", $"{_volume}:/var/lib/postgresql", "--entrypoint", "sleep", $"{ContainerEngine.Image}:{ContainerEngine.Tag}", "1000");
        try
        {
            await using var appHost = Launch();

            Assert.Contains("in use by the container '", await ToldAsync(appHost, "two servers that write to it would ruin it"), StringComparison.Ordinal);
        }
        finally
        {
            await ContainerEngine.TryRunAsync("rm", "--force", "--volumes", other);
        }
    }

    [Fact]
    public async Task Ctrl_C_on_the_terminal_leaves_no_container()
    {
        await ContainerEngine.RequireAsync();
        await using var appHost = await StartAsync();

        await appHost.InterruptGroupAsync();

        Assert.Equal(0, await appHost.ExitAsync());
        await Eventually.TrueAsync(async () => (await ContainersAsync()).Length == 0, "the container is gone");
        Assert.Equal(_volume, await ContainerEngine.RunAsync("volume", "ls", "--quiet", "--filter", $"name={_volume}"));
    }

    [Fact]
    public async Task An_image_that_cannot_be_pulled_is_told_at_once_and_explained_in_the_registrys_words()
    {
        await ContainerEngine.RequireAsync();
        await using var appHost = Launch("--Store:Image=localhost:5050/echoapp/no-such-image:1");

        Assert.EndsWith("Without PostgreSQL: --Store=embedded", await ToldAsync(appHost, "store: its image localhost:5050/echoapp/no-such-image:1 is not here yet"), StringComparison.Ordinal);
        var line = await ToldAsync(appHost, "store: its image localhost:5050/echoapp/no-such-image:1 cannot be pulled: ");
        Assert.Contains("not found", line, StringComparison.Ordinal);
        Assert.EndsWith("Another image: --Store:Image=… Without PostgreSQL: --Store=embedded", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_engine_a_line_says_so_and_web_runs_on_its_embedded_store()
    {
        await using var appHost = await AppHostProcess.StartInAsync([AspireCli.NoEngine], "--Store=auto");

        await ToldAsync(appHost, "No container engine answers, so web runs on its embedded store: Cannot connect to the Docker daemon");
        using var client = new HttpClient();
        Assert.Contains("store: Healthy, embedded", await client.GetStringAsync(new Uri(appHost.Pages, "/health"), Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Told_to_use_a_container_without_an_engine_it_ends_and_says_why()
    {
        await using var appHost = AppHostProcess.LaunchIn([("PATH", _home.Path)], "--Store=container", "--ASPIRE_CONTAINER_RUNTIME=podman", "--Ports:Echo=0", "--Ports:Pages=0");

        Assert.Equal(1, await appHost.ExitAsync());
        Assert.Equal(
            ["error: Store=container needs a container engine, and none answers: there is no podman command. Start one, or do without: --Store=embedded"],
            appHost.Error);
    }

    private static async Task<string> ToldAsync(AppHostProcess appHost, string text)
    {
        await Eventually.TrueAsync(() => appHost.Output.Any(Has), $"it says: {text}");
        return appHost.Output.First(Has);

        bool Has(string line) => line.Contains(text, StringComparison.Ordinal);
    }

    private (string Name, string Value)[] Environment => [("HOME", _home.Path)];

    private string[] Args(params string[] more) => ["--Store=container", $"--Store:Image={ContainerEngine.Image}:{ContainerEngine.Tag}", $"--Store:Volume={_volume}", .. more];

    private Task<AppHostProcess> StartAsync(params string[] more) => AppHostProcess.StartInAsync(Environment, Args(more));

    private AppHostProcess Launch(params string[] more) => AppHostProcess.LaunchIn(Environment, Args(["--Ports:Echo=0", "--Ports:Pages=0", .. more]));

    private async Task<string> PasswordAsync()
    {
        var file = new FileInfo(Path.Combine(_home.Path, ".microsoft/usersecrets/echoapp-apphost/secrets.json"));
        using var secrets = JsonDocument.Parse(await File.ReadAllTextAsync(file.FullName, Cancel));
        return secrets.RootElement.GetProperty("Parameters:store-password").GetString()!;
    }

    private Task<string> ContainersAsync() => ContainerEngine.RunAsync("container", "ls", "--all", "--quiet", "--filter", $"volume={_volume}");

    private async Task WriteAsync(string password)
    {
        await using var source = await OpenAsync(password);
        await using var command = source.CreateCommand("CREATE TABLE kept AS SELECT 'a line' AS text");
        await command.ExecuteNonQueryAsync(Cancel);
    }

    private async Task<object?> CountAsync(string password)
    {
        await using var source = await OpenAsync(password);
        await using var command = source.CreateCommand("SELECT count(*) FROM kept");
        return await command.ExecuteScalarAsync(Cancel);
    }

    private async Task<NpgsqlDataSource> OpenAsync(string password)
    {
        var address = await ContainerEngine.RunAsync("container", "port", await ContainersAsync(), "5432/tcp");
        return NpgsqlDataSource.Create($"Host=127.0.0.1;Port={address.Split('\n')[0].Split(':')[^1]};Username=echoapp;Password='{password}';Database=echoapp;Pooling=false");
    }
}
