using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace EchoApp.Tests.AppHost;

/// <summary>AppHost.cs in Aspire's host of tests, on PostgreSQL in a container and on the embedded store.</summary>
public sealed class ApplicationStoreTests
{
    private static readonly string[] _container = ["--Store=container", $"--Store:Image={ContainerEngine.Image}:{ContainerEngine.Tag}", "--Parameters:store-password=of-the-tests"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("embedded", "store: Healthy, embedded")]
    [InlineData("container", "store: Healthy, PostgreSQL 17.")]
    public async Task Web_says_on_which_store_it_runs(string store, string line)
    {
        await using var appHost = await StartOnAsync(store);
        using var pages = appHost.App.CreateHttpClient("web", "pages");
        using var echo = appHost.App.CreateHttpClient("web", "echo");

        Assert.StartsWith($"Healthy\n{line}", await pages.GetStringAsync("/health", Cancellation), StringComparison.Ordinal);
        Assert.Contains("\"headers\":{", await echo.GetStringAsync("/", Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replicas_share_the_store_behind_the_proxy_which_is_the_peer_of_the_echo()
    {
        await using var appHost = await StartOnAsync("container", "--Replicas=2");
        using var echo = appHost.App.CreateHttpClient("web", "echo");
        echo.DefaultRequestHeaders.ConnectionClose = true;
        var ports = new HashSet<int>();

        await Eventually.TrueAsync(
            async () =>
            {
                var connection = (await echo.GetFromJsonAsync<JsonElement>("/", Cancellation)).GetProperty("connection");
                Assert.True(IPAddress.IsLoopback(IPAddress.Parse(connection.GetProperty("remote").GetProperty("address").GetString()!)));
                ports.Add(connection.GetProperty("local").GetProperty("port").GetInt32());
                return ports.Count == 2;
            },
            "both are reached");

        var shared = appHost.App.GetEndpoint("web", "echo");
        Assert.DoesNotContain(shared.Port, ports);
        using var pages = appHost.App.CreateHttpClient("web", "pages");
        Assert.Contains($"curl http://localhost:{shared.Port}/", await pages.GetStringAsync("/", Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Data_survive_a_stop_of_the_store_which_is_no_failure_and_web_goes_on()
    {
        await using var appHost = await StartOnAsync("container");
        await KeepAsync(appHost, "a line");

        var stop = await appHost.App.ResourceCommands.ExecuteCommandAsync("store", KnownResourceCommands.StopCommand, Cancellation);
        await appHost.App.ResourceNotifications.WaitForResourceAsync("store", KnownResourceStates.Exited, Cancellation).WaitAsync(TestedAppHost.Deadline, Cancellation);
        var start = await appHost.App.ResourceCommands.ExecuteCommandAsync("store", KnownResourceCommands.StartCommand, Cancellation);
        await appHost.App.ResourceNotifications.WaitForResourceHealthyAsync("store", WaitBehavior.WaitOnResourceUnavailable, Cancellation).WaitAsync(TestedAppHost.Deadline, Cancellation);

        Assert.True(stop.Success && start.Success);
        Assert.DoesNotContain("does not run", await ConsoleLogAsync(appHost), StringComparison.Ordinal);
        Assert.Equal(["a line"], await KeptAsync(appHost));
        using var pages = appHost.App.CreateHttpClient("web", "pages");
        Assert.Contains("store: Healthy, PostgreSQL", await pages.GetStringAsync("/health", Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Data_survive_a_restart_of_the_whole_application_and_a_named_volume_stays()
    {
        var volume = $"echoapp-test-{Guid.NewGuid():N}";
        try
        {
            for (var run = 1; run <= 2; run++)
            {
                await using var appHost = await StartOnAsync("container", $"--Store:Volume={volume}");
                await KeepAsync(appHost, string.Create(CultureInfo.InvariantCulture, $"run {run}"));
                Assert.Equal(run, (await KeptAsync(appHost)).Count);
            }

            Assert.Equal(volume, await ContainerEngine.RunAsync("volume", "ls", "--quiet", "--filter", $"name={volume}"));
        }
        finally
        {
            await ContainerEngine.TryRunAsync("volume", "rm", "--force", volume);
        }
    }

    [Fact]
    public async Task Each_has_a_volume_of_its_own_which_is_gone_at_the_end()
    {
        var appHosts = await Task.WhenAll(StartOnAsync("container"), StartOnAsync("container"));
        var volumes = appHosts.Select(Volume).ToArray();
        try
        {
            await KeepAsync(appHosts[0], "for one alone");
            Assert.Empty(await KeptAsync(appHosts[1]));
        }
        finally
        {
            await Task.WhenAll(appHosts.Select(appHost => appHost.DisposeAsync().AsTask()));
        }

        Assert.Equal(2, volumes.Distinct().Count());
        foreach (var volume in volumes)
        {
            // Aspire's host of tests does not wait for what its entry point disposes at the same time.
            await Eventually.TrueAsync(async () => (await ContainerEngine.RunAsync("volume", "ls", "--quiet", "--filter", $"name={volume}")).Length == 0, $"{volume} is gone");
        }
    }

    [Fact]
    public async Task A_store_that_takes_long_is_told_of_in_its_details_and_its_console_log_until_it_is_healthy()
    {
        await ContainerEngine.RequireAsync();
        await using var appHost = await TestedAppHost.BuildAsync(
            builder => builder.CreateResourceBuilder(builder.Resources.OfType<ContainerResource>().Single(resource => resource.Name == "store"))
                .WithEntrypoint("sh").WithArgs("-c", "until [ -e /tmp/open ]; do sleep 0.2; done; exec docker-entrypoint.sh postgres"),
            _container);
        const string Problem = "it is not healthy after 15 s, and web waits for it. Without PostgreSQL: --Store=embedded";

        // Which takes until what web waits for is healthy.
        var start = appHost.App.StartAsync(Cancellation);
        await WaitForDetailsAsync(appHost, details => details.SequenceEqual([Problem]));
        await Eventually.TrueAsync(async () => (await ConsoleLogAsync(appHost)).Contains($"store: {Problem}", StringComparison.Ordinal), "its console log has it");

        var container = await ContainerEngine.RunAsync("ps", "--quiet", "--filter", $"volume={Volume(appHost)}");
        await ContainerEngine.RunAsync("exec", container.Trim(), "touch", "/tmp/open");
        await start.WaitAsync(TestedAppHost.Deadline, Cancellation);
        await WaitForDetailsAsync(appHost, details => details.Length == 0);
    }

    private static Task<ResourceEvent> WaitForDetailsAsync(TestedAppHost appHost, Func<string[], bool> condition) => appHost.App.ResourceNotifications
        .WaitForResourceAsync("store", store => condition([.. store.Snapshot.Properties.Where(property => property.Name == "store.problem").Select(property => $"{property.Value}")]), Cancellation)
        .WaitAsync(TestedAppHost.Deadline, Cancellation);

    // What there is of it now.
    private static async Task<string> ConsoleLogAsync(TestedAppHost appHost)
    {
        var text = new StringBuilder();
        await foreach (var lines in appHost.App.Services.GetRequiredService<ResourceLoggerService>().GetAllAsync(appHost.Resource("store")).WithCancellation(Cancellation))
        {
            text.AppendJoin('\n', lines.Select(line => line.Content));
        }

        return text.ToString();
    }

    private static async Task<TestedAppHost> StartOnAsync(string store, params string[] args)
    {
        if (store == "embedded")
        {
            return await TestedAppHost.StartAsync(args);
        }

        await ContainerEngine.RequireAsync();
        return await TestedAppHost.StartAsync([.. _container, .. args]);
    }

    private static string? Volume(TestedAppHost appHost) => appHost.Resource("store").Annotations.OfType<ContainerMountAnnotation>().Single().Source;

    private static async Task KeepAsync(TestedAppHost appHost, string text)
    {
        await using var source = await OpenAsync(appHost);
        await using var insert = source.CreateCommand("INSERT INTO kept VALUES ($1)");
        insert.Parameters.AddWithValue(text);
        await insert.ExecuteNonQueryAsync(Cancellation);
    }

    private static async Task<IReadOnlyList<string>> KeptAsync(TestedAppHost appHost)
    {
        await using var source = await OpenAsync(appHost);
        await using var select = source.CreateCommand("SELECT text FROM kept");
        await using var rows = await select.ExecuteReaderAsync(Cancellation);
        var kept = new List<string>();
        while (await rows.ReadAsync(Cancellation))
        {
            kept.Add(rows.GetString(0));
        }

        return kept;
    }

    private static async Task<NpgsqlDataSource> OpenAsync(TestedAppHost appHost)
    {
        var address = appHost.App.GetEndpoint("store", "tcp");
        var source = NpgsqlDataSource.Create(string.Create(
            CultureInfo.InvariantCulture,
            $"Host={address.Host};Port={address.Port};Username=echoapp;Password=of-the-tests;Database=echoapp;Pooling=false"));
        await using var create = source.CreateCommand("CREATE TABLE IF NOT EXISTS kept (text text)");
        await create.ExecuteNonQueryAsync(Cancellation);
        return source;
    }
}
