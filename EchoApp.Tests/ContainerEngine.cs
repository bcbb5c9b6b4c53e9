using System.Diagnostics;
using Xunit;

namespace EchoApp.Tests;

/// <summary>The real engine of this machine, and the image that eng/build-images.sh has put into the local registry.</summary>
internal static class ContainerEngine
{
    /// <summary>An image with a shell.</summary>
    public const string Image = "localhost:5050/echoapp/postgres";

    public const string Tag = "17";

    private static readonly Lazy<Task<string?>> _missing = new(FindMissingAsync);

    /// <summary>Skips the test where there is no engine; with ECHOAPP_REQUIRE_CONTAINERS=1 that is a failure.</summary>
    public static async Task RequireAsync()
    {
        if (await _missing.Value is { } reason)
        {
            Assert.SkipWhen(Environment.GetEnvironmentVariable("ECHOAPP_REQUIRE_CONTAINERS") != "1", reason);
            Assert.Fail(reason);
        }
    }

    /// <summary>What the docker command prints. The test fails where that fails.</summary>
    public static async Task<string> RunAsync(params string[] args)
    {
        var (code, output, error) = await RunToItsEndAsync(args);
        Assert.True(code == 0, $"docker {string.Join(' ', args)}: {error}");
        return output;
    }

    /// <summary>The same, to clean up or to probe: empty where it fails, or where there is no such command.</summary>
    public static async Task<string> TryRunAsync(params string[] args)
    {
        try
        {
            var (code, output, _) = await RunToItsEndAsync(args);
            return code == 0 ? output : "";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "";
        }
    }

    private static async Task<(int Code, string Output, string Error)> RunToItsEndAsync(string[] args)
    {
        using var docker = Process.Start(new ProcessStartInfo("docker", args) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = docker.StandardError.ReadToEndAsync();
        var output = await docker.StandardOutput.ReadToEndAsync();
        await docker.WaitForExitAsync();
        return (docker.ExitCode, output.Trim(), await error);
    }

    private static async Task<string?> FindMissingAsync() =>
        (await TryRunAsync("version", "--format", "{{.Server.Version}}")).Length == 0 ? "No container engine answers to the docker command. On Debian, eng/prepare-container-tests.sh sets one up."
            : (await TryRunAsync("pull", "--quiet", $"{Image}:{Tag}")).Length == 0 ? $"{Image}:{Tag} is not in the local registry. eng/prepare-container-tests.sh puts it there."
            : null;
}
