using System.Diagnostics;
using Xunit;

namespace EchoApp.Tests.Web.Bins.Durability;

/// <summary>A file system of a test's own with few bytes, gone with the test.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private SmallDisk() => Data = Path.Combine(_directory.Path, "data");

    /// <summary>A data directory, which is not there yet.</summary>
    public string Data { get; }

    /// <summary>Bytes.</summary>
    public long Free => new DriveInfo(_directory.Path).AvailableFreeSpace;

    private string Foreign => Path.Combine(_directory.Path, "foreign");

    /// <summary>Skips the test where nothing may be mounted; where containers are required, that is a failure.</summary>
    public static async Task<SmallDisk> MountAsync(int mebibytes)
    {
        var disk = new SmallDisk();
        var error = OperatingSystem.IsLinux() ? await RunAsync("mount", "-t", "tmpfs", "-o", $"size={mebibytes}m", "echoapp-tests", disk._directory.Path) : "there is no tmpfs";
        if (error is not null)
        {
            disk._directory.Dispose();
            Assert.SkipWhen(Environment.GetEnvironmentVariable("ECHOAPP_REQUIRE_CONTAINERS") != "1", $"A small disk is a tmpfs that is mounted: {error}");
            Assert.Fail(error);
        }

        return disk;
    }

    /// <summary>Something else takes all that is left, to the last byte.</summary>
    public void Fill()
    {
        using var file = new FileStream(Foreign, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
        for (var length = 1024 * 1024; length > 0; length /= 2)
        {
            try
            {
                while (true)
                {
                    file.Write(new byte[length]);
                }
            }
            catch (IOException)
            {
                // Less, then.
            }
        }
    }

    public void RemoveForeign() => File.Delete(Foreign);

    public async ValueTask DisposeAsync()
    {
        Assert.Null(await RunAsync("umount", "--lazy", _directory.Path));
        _directory.Dispose();
    }

    /// <returns>What it complains of; null where it has succeeded.</returns>
    private static async Task<string?> RunAsync(string command, params string[] args)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command, args) { RedirectStandardError = true })!;
            var error = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            return process.ExitCode == 0 ? null : $"{command}: {error.Trim()}";
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            return exception.Message;
        }
    }
}
