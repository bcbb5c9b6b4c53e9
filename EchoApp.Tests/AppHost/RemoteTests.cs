using System.Globalization;
using System.Text.Json;
using Xunit;

namespace EchoApp.Tests.AppHost;

/// <summary>Two terminals: the AppHost in one, its verbs in the other.</summary>
public sealed class RemoteTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_second_terminal_lists_stops_and_starts_web()
    {
        await using var appHost = await StartAsync();

        await Eventually.TrueAsync(async () => (await WebAsync()).GetProperty("health").GetString() == "Healthy", "web is healthy");
        var running = await WebAsync();
        Assert.Equal("Running", running.GetProperty("state").GetString());
        Assert.Equal(appHost.Web(), running.GetProperty("pid").GetInt32());

        Assert.Equal(["web stopped."], await AskAsync("stop", "web"));
        await Eventually.TrueAsync(() => !appHost.Others().Any(ProcessIsWeb), "web's process is gone");
        var lines = await AskAsync("ps");
        Assert.StartsWith("NAME  STATE", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("web   Exited", lines[1], StringComparison.Ordinal);

        Assert.Equal(["web started."], await AskAsync("start", "web"));
        await Eventually.TrueAsync(async () => (await WebAsync()).GetProperty("health").GetString() == "Healthy", "web is healthy again");
        Assert.NotEqual(running.GetProperty("pid").GetInt32(), appHost.Web());
    }

    [Fact]
    public async Task A_second_terminal_reads_the_lines_of_web_until_Ctrl_C()
    {
        await using var appHost = await StartAsync();
        await Eventually.TrueAsync(() => appHost.Output.Any(line => line.StartsWith("web | ", StringComparison.Ordinal)), "a line of web is there");
        var first = appHost.Output.First(line => line.StartsWith("web | ", StringComparison.Ordinal));

        Assert.Equal(first, (await AskAsync("logs", "web"))[0]);
        Assert.Single(await AskAsync("logs", "web", "--tail", "1"));

        await using var logs = Launch("logs", "--follow");
        await Eventually.TrueAsync(() => logs.Output.Contains(first), "the line is there");
        await logs.SignalAsync("TERM");
        Assert.Equal(0, await logs.ExitAsync());
        Assert.Empty(logs.Error);
    }

    [Theory]
    [InlineData("There is no resource 'wep'. Did you mean 'web'? There is 'web'.", "stop", "wep")]
    [InlineData("There is no resource 'elsewhere'. There is 'web'.", "logs", "elsewhere")]
    public async Task A_wrong_name_is_one_clear_line_and_code_1(string message, params string[] args)
    {
        await using var appHost = await StartAsync();
        await using var second = Launch(args);

        Assert.Equal(1, await second.ExitAsync());
        Assert.Equal([$"error: {message}"], second.Error);
        Assert.Empty(second.Output);
    }

    [Fact]
    public async Task Without_an_AppHost_that_runs_it_is_one_clear_line_and_code_1()
    {
        await using var second = Launch("ps");

        Assert.Equal(1, await second.ExitAsync());
        Assert.StartsWith("error: No EchoApp.AppHost with a dashboard is running. ", Assert.Single(second.Error), StringComparison.Ordinal);
        Assert.Empty(second.Output);
    }

    [Fact]
    public async Task Of_two_AppHosts_one_is_named_by_its_process()
    {
        await using var one = await StartAsync();
        await using var two = await StartAsync();
        await using var undecided = Launch("ps");

        Assert.Equal(1, await undecided.ExitAsync());
        var message = Assert.Single(undecided.Error);
        Assert.Contains(one.Id.ToString(CultureInfo.InvariantCulture), message, StringComparison.Ordinal);
        Assert.Contains(two.Id.ToString(CultureInfo.InvariantCulture), message, StringComparison.Ordinal);

        var lines = await AskAsync("ps", "--pid", one.Id.ToString(CultureInfo.InvariantCulture));
        Assert.Contains(one.Pages.ToString().TrimEnd('/'), lines[1], StringComparison.Ordinal);
    }

    private static bool ProcessIsWeb(int id) => Hosting.Engine.Processes.ProcessTable.Arguments(id).Contains("EchoApp.Web", StringComparison.Ordinal);

    private (string Name, string Value)[] Variables() => [("XDG_RUNTIME_DIR", _directory.Path)];

    private Task<AppHostProcess> StartAsync() => AppHostProcess.StartInAsync(Variables(), "--Ports:Echo=0", "--Ports:Pages=0", "--Dashboard=true");

    private AppHostProcess Launch(params string[] args) => AppHostProcess.LaunchIn(Variables(), args);

    private async Task<IReadOnlyList<string>> AskAsync(params string[] args)
    {
        await using var second = Launch(args);
        var code = await second.ExitAsync();
        Assert.True(code == 0, string.Join('\n', second.Error));
        Assert.Empty(second.Error);
        return second.Output;
    }

    private async Task<JsonElement> WebAsync()
    {
        using var json = JsonDocument.Parse(string.Join('\n', await AskAsync("ps", "--format", "json")));
        return json.RootElement.EnumerateArray().Single(resource => resource.GetProperty("name").GetString() == "web").Clone();
    }
}
