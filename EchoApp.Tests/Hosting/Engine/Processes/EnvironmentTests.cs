using EchoApp.Hosting.Engine.Logs;
using EchoApp.Hosting.Engine.Processes;
using EchoApp.Hosting.Engine.Specs;
using Xunit;

namespace EchoApp.Tests.Hosting.Engine.Processes;

[Collection(nameof(EnvironmentOfTheTests))]
public sealed class EnvironmentTests
{
    private static readonly string[] _ofTheAppHostItself = ["ASPNETCORE_URLS", "DOTNET_LAUNCH_PROFILE", "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT"];

    [Fact]
    public async Task Environment_OfAProcess_IsTheModelsOverTheAppHostsWithoutWhatDescribesTheAppHost()
    {
        var own = $"ECHOAPP_TEST_{Guid.NewGuid():N}";
        Environment.SetEnvironmentVariable(own, "inherited");
        var before = _ofTheAppHostItself.Select(Environment.GetEnvironmentVariable).ToArray();
        foreach (var name in _ofTheAppHostItself)
        {
            Environment.SetEnvironmentVariable(name, "of the AppHost");
        }

        try
        {
            var lines = await EnvironmentAsync(new() { ["COLOUR"] = "blue", ["PATH"] = Environment.GetEnvironmentVariable("PATH")! });

            Assert.Contains($"{own}=inherited", lines);
            Assert.Contains("COLOUR=blue", lines);
            Assert.All(_ofTheAppHostItself, name => Assert.DoesNotContain(lines, line => line.StartsWith(name + "=", StringComparison.Ordinal)));

            var overridden = await EnvironmentAsync(new() { [own] = "of the model", ["ASPNETCORE_ENVIRONMENT"] = "of the model" });

            Assert.Contains($"{own}=of the model", overridden);
            Assert.Contains("ASPNETCORE_ENVIRONMENT=of the model", overridden);
        }
        finally
        {
            Environment.SetEnvironmentVariable(own, null);
            foreach (var (name, value) in _ofTheAppHostItself.Zip(before))
            {
                Environment.SetEnvironmentVariable(name, value);
            }
        }
    }

    private static async Task<IReadOnlyList<string>> EnvironmentAsync(Dictionary<string, string> variables)
    {
        using var watchdog = new Watchdog();
        var log = new InstanceLog(TimeProvider.System) { InstanceId = "job-aaaaaaaa" };
        var spec = new ProcessSpec("job-aaaaaaaa", "env", [], Path.GetTempPath(), variables, HoldsParentPipe: false);
        await using var process = await new ProcessLauncher(watchdog).StartAsync(spec, log, TestContext.Current.CancellationToken);
        Assert.Equal(0, await process.Exited.WaitAsync(Eventually.Deadline, TestContext.Current.CancellationToken));
        return [.. log.Kept().Select(line => line.Text)];
    }
}
