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

    /// <summary>What the docker command prints.</summary>
    public static async Task<string> RunAsync(params string[] args)
    {
        using var docker = Process.Start(new ProcessStartInfo("docker", args) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = docker.StandardError.ReadToEndAsync();
        var output = await docker.StandardOutput.ReadToEndAsync();
        await docker.WaitForExitAsync();
        await error;
        return output.Trim();
    }

    private static async Task<string?> FindMissingAsync()
    {
        try
        {
            var version = await RunAsync("version", "--format", "{{.Server.Version}}");
            return version.Length == 0 ? "No container engine answers. On Debian, eng/prepare-container-tests.sh sets one up."
                : (await RunAsync("pull", "--quiet", $"{Image}:{Tag}")).Length == 0 ? $"{Image}:{Tag} is not in the local registry. eng/prepare-container-tests.sh puts it there."
                : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "There is no docker command. On Debian, eng/prepare-container-tests.sh installs it.";
        }
    }
}
