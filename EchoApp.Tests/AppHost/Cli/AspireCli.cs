using System.Diagnostics;
using EchoApp.Tests.Images;

namespace EchoApp.Tests.AppHost.Cli;

/// <summary>The Aspire CLI as the repository's tool manifest names it, with a home of the tests' own.</summary>
internal sealed class AspireCli : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(8);

    private static string Home { get; } = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    private static readonly Lazy<Task> _restored = new(RestoreAsync);

    private readonly TemporaryDirectory _home = new();

    /// <summary>An address where no container engine answers.</summary>
    public static (string Name, string Value) NoEngine { get; } = ("DOCKER_HOST", "unix:///no/such/docker.sock");

    /// <summary>The base of images, where there is no internet, and what is compiled in: whoever builds an image gives both, so that all of them are of one compilation.</summary>
    public static (string Name, string Value)[] Build { get; } = [("ContainerBaseImage", PublishedImage.Base), ("RepositoryUrl", PublishedImage.Source)];

    /// <summary>
    /// Runs a command on the AppHost that the tests were built with. The CLI knows AppHosts that run by their project alone, and what it finds of them in
    /// the home directory: with one of its own it neither asks nor stops those of other tests.
    /// </summary>
    public async Task<CliResult> RunAsync((string Name, string Value)[] environment, params string[] args)
    {
        await _restored.Value;
        return await RunDotNetAsync(_home.Path, [("DOTNET_CLI_HOME", Home), ("HOME", _home.Path), .. environment], ["aspire", .. args, "--non-interactive", "--nologo"]);
    }

    /// <summary>The same, for a command of the pipeline, with arguments for AppHost.cs.</summary>
    public async Task<CliResult> RunPipelineAsync((string Name, string Value)[] environment, string[] command, string output, params string[] appHostArgs)
    {
        await _restored.Value;
        return await RunDotNetAsync(_home.Path, environment, ["aspire", .. command, "--no-build", "--output-path", output, "--non-interactive", "--nologo", "--", .. appHostArgs]);
    }

    public void Dispose() => _home.Dispose();

    /// <summary>The deployment state that Aspire keeps in the home directory.</summary>
    public string ReadState() => string.Concat(Directory.EnumerateFiles(_home.Path, "*.json", SearchOption.AllDirectories)
        .Where(file => file.Contains("deployments", StringComparison.Ordinal)).Select(File.ReadAllText));

    /// <summary>
    /// Restores the CLI, and sees that it is found. The SDK remembers where a tool's package was, also once that folder is gone (one given as NUGET_PACKAGES, say):
    /// a restore then says that it was successful, and does not correct what is remembered.
    /// </summary>
    private static async Task RestoreAsync()
    {
        using var aspireHome = new TemporaryDirectory();
        Task<CliResult> RunAsync(params string[] args) => RunDotNetAsync(aspireHome.Path, [], args);
        (await RunAsync("tool", "restore")).Succeeded();
        if ((await RunAsync("aspire", "--version")).ExitCode is not 0)
        {
            var cliHome = Environment.GetEnvironmentVariable("DOTNET_CLI_HOME") is { Length: > 0 } set ? set : Home;
            File.Delete(Path.Combine(cliHome, ".dotnet", "toolResolverCache", "1", "aspire.cli"));
            (await RunAsync("tool", "restore")).Succeeded();
            (await RunAsync("aspire", "--version")).Succeeded();
        }
    }

    private static async Task<CliResult> RunDotNetAsync(string aspireHome, (string Name, string Value)[] environment, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", args)
        {
            WorkingDirectory = PublishedImage.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        (string, string)[] own =
        [
            ("ASPIRE_HOME", aspireHome), ("ASPIRE_CLI_TELEMETRY_OPTOUT", "1"), ("DOTNET_CLI_TELEMETRY_OPTOUT", "1"), ("NO_COLOR", "1"),
            ("MSBUILDDISABLENODEREUSE", "1"), ("UseSharedCompilation", "false"),
        ];
        foreach (var (name, value) in (IEnumerable<(string, string)>)[.. own, .. environment])
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync().WaitAsync(_patience);
        await process.WaitForExitAsync().WaitAsync(_patience);
        return new CliResult(process.ExitCode, output, await error);
    }
}
