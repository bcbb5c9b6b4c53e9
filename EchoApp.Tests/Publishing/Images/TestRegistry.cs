using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Xunit;

namespace EchoApp.Tests.Publishing.Images;

/// <summary>A real registry of the test's own, started and stopped by the scripts in eng.</summary>
internal sealed class TestRegistry : IAsyncDisposable
{
    /// <summary>Of user <c>someone</c>: secret.</summary>
    public const string Password = "someone:$2b$04$abcdefghijklmnopqrstuu2r9OfJnfCsdneAXAGHnS4UpFFP8WIrW";

    private readonly TemporaryDirectory _directory = new();
    private readonly Dictionary<string, string> _environment;

    private TestRegistry(int port, IEnumerable<(string Name, string Value)> settings)
    {
        Port = port;
        _environment = settings.ToDictionary(setting => setting.Name, setting => setting.Value);
        _environment["ECHOAPP_REGISTRY_PORT"] = port.ToString(CultureInfo.InvariantCulture);
        _environment["ECHOAPP_REGISTRY_DATA"] = Path.Combine(_directory.Path, "data");
        _environment["ECHOAPP_RUN_DIR"] = Path.Combine(_directory.Path, "run");
    }

    public int Port { get; }

    public string Endpoint => $"127.0.0.1:{Port}";

    public static Task<TestRegistry> StartAsync(params (string Name, string Value)[] settings) => StartAsync(FreePort.Choose(), settings);

    public static async Task<TestRegistry> StartAsync(int port, params (string Name, string Value)[] settings)
    {
        await ContainerEngine.RequireAsync();
        var registry = new TestRegistry(port, settings);
        try
        {
            var (code, text) = await registry.RunAsync("start-registry.sh");
            Assert.True(code == 0, text);
            return registry;
        }
        catch
        {
            await registry.DisposeAsync();
            throw;
        }
    }

    /// <summary>Settings with which it wants to know who calls.</summary>
    public static (string Name, string Value)[] Protected(TemporaryDirectory directory) =>
        [("REGISTRY_AUTH", "htpasswd"), ("REGISTRY_AUTH_HTPASSWD_REALM", "test"), ("REGISTRY_AUTH_HTPASSWD_PATH", directory.Write("htpasswd", $"{Password}\n"))];

    /// <summary>What is in it.</summary>
    public IEnumerable<string> Tags(string repository) =>
        Directory.Exists(TagsOf(repository)) ? Directory.EnumerateDirectories(TagsOf(repository)).Select(path => Path.GetFileName(path)) : [];

    public async ValueTask DisposeAsync()
    {
        await RunAsync("stop-registry.sh");
        _directory.Dispose();
    }

    private string TagsOf(string repository) => Path.Combine(_directory.Path, "data/docker/registry/v2/repositories", repository, "_manifests/tags");

    private async Task<(int Code, string Text)> RunAsync(string script)
    {
        var start = new ProcessStartInfo("bash", [Path.Combine(Scripts(), script)]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in _environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await error);
    }

    private static string Scripts([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../eng"));
}
