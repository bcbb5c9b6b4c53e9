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
        await ContainerEngine.RunAsync("volume", "rm", "--force", _volume);
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

        await Eventually.TrueAsync(() => second.Error.Any(line => line.StartsWith("warning: store runs but is not healthy: PostgreSQL refuses the password", StringComparison.Ordinal)), "it says so");
        var line = second.Error.Single(line => line.Contains("refuses the password", StringComparison.Ordinal));
        Assert.Contains("--Parameters:store-password=", line, StringComparison.Ordinal);
        Assert.EndsWith($"or stop and begin anew without the data (docker volume rm {_volume}).", line, StringComparison.Ordinal);
        Assert.DoesNotContain(second.Output, each => each.StartsWith("web is ready", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_second_AppHost_on_the_volume_is_refused_and_the_first_goes_on()
    {
        await ContainerEngine.RequireAsync();
        await using var first = await StartAsync();
        await using var second = Launch();

        Assert.Equal(1, await second.ExitAsync());

        Assert.Contains(second.Error, line => line.StartsWith($"error: store failed to start: the volume '{_volume}' is in use by the container 'store-", StringComparison.Ordinal));
        Assert.Contains(second.Error, line => line.Contains("--Store:Volume=", StringComparison.Ordinal));
        using var client = new HttpClient();
        Assert.Contains("store: Healthy, PostgreSQL", await client.GetStringAsync(new Uri(first.Pages, "/health"), Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ctrl_C_on_the_terminal_stops_web_and_then_the_store_in_order()
    {
        await ContainerEngine.RequireAsync();
        await using var appHost = await AppHostProcess.StartInTerminalAsync(Environment, Args());

        await appHost.InterruptGroupAsync();

        Assert.Equal(0, await appHost.ExitAsync());
        Assert.DoesNotContain(appHost.Error, line => line.StartsWith("error: ", StringComparison.Ordinal));
        Assert.Contains(appHost.Output, line => line.Contains("database system is shut down", StringComparison.Ordinal));
        Assert.Empty(await ContainersAsync());
    }

    [Fact]
    public async Task An_image_that_cannot_be_pulled_ends_it_with_the_registrys_answer_and_advice()
    {
        await ContainerEngine.RequireAsync();
        await using var appHost = Launch("--Store:Image=localhost:5050/echoapp/no-such-image:1");

        Assert.Equal(1, await appHost.ExitAsync());

        Assert.Contains(appHost.Error, line => line.StartsWith("error: store failed to start: the image localhost:5050/echoapp/no-such-image:1 cannot be pulled: ", StringComparison.Ordinal));
        Assert.Contains(appHost.Error, line => line.Contains("--Store=embedded", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_an_engine_a_line_says_so_and_web_runs_on_its_embedded_store()
    {
        await using var appHost = await AppHostProcess.StartAsync("--Store=auto", "--ASPIRE_CONTAINER_RUNTIME=no-such-command");

        Assert.Single(appHost.Output, line => line == "No container engine answers, so web runs on its embedded store: there is no no-such-command command.");
        using var client = new HttpClient();
        Assert.EndsWith("store: Healthy, embedded", await client.GetStringAsync(new Uri(appHost.Pages, "/health"), Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Told_to_use_a_container_without_an_engine_it_ends_and_says_why()
    {
        await using var appHost = AppHostProcess.Launch("--Store=container", "--ASPIRE_CONTAINER_RUNTIME=no-such-command", "--Ports:Echo=0", "--Ports:Pages=0");

        Assert.Equal(1, await appHost.ExitAsync());

        Assert.Contains(appHost.Error, line => line.StartsWith("error: store cannot run: The command 'no-such-command' cannot be run: it is not in PATH. ", StringComparison.Ordinal));
        Assert.Contains(appHost.Error, line => line.StartsWith("error: web failed to start: 'web' was not started: it waits for 'store' to be healthy, but 'store' cannot run: ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--Store=postgres", "error: Store must be container, embedded or auto, not 'postgres'. For example --Store=embedded")]
    [InlineData("--Store:Imgae=x", "error: There is no Store:Imgae; there are Store:Image and Store:Volume.")]
    [InlineData("--Store:Volume=/data", "error: Store:Volume must be the name of a volume: a letter or digit, then letters, digits and _ . -; not '/data'. For example --Store:Volume=echoapp-store")]
    public async Task A_setting_of_the_store_that_makes_no_sense_ends_it_with_one_line(string setting, string line)
    {
        await using var appHost = AppHostProcess.Launch(setting);

        Assert.Equal(1, await appHost.ExitAsync());
        Assert.Equal([line], appHost.Error);
    }

    private (string Name, string Value)[] Environment => [("HOME", _home.Path), ("DOTNET_ENVIRONMENT", "Development")];

    private string[] Args(params string[] more) =>
        ["--Store=container", $"--Store:Image={ContainerEngine.Image}:{ContainerEngine.Tag}", $"--Store:Volume={_volume}", "--Ports:Echo=0", "--Ports:Pages=0", .. more];

    private Task<AppHostProcess> StartAsync(params string[] more) => AppHostProcess.StartInAsync(Environment, Args(more));

    private AppHostProcess Launch(params string[] more) => AppHostProcess.LaunchIn(Environment, Args(more));

    private async Task<string> PasswordAsync()
    {
        var file = new FileInfo(Path.Combine(_home.Path, ".microsoft/usersecrets/echoapp-apphost/secrets.json"));
        using var secrets = System.Text.Json.JsonDocument.Parse(await File.ReadAllTextAsync(file.FullName, Cancel));
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
