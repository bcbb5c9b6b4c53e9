using System.Diagnostics;
using Xunit;

namespace EchoApp.Tests.Web.Bins.Faults;

/// <summary>Has a process wait 5 ms whenever it has something written to the disk for good, and counts how often it does.</summary>
internal sealed class SlowDisk : IDisposable
{
    private const string Source = """
        #include <fcntl.h>
        #include <stdlib.h>
        #include <sys/syscall.h>
        #include <unistd.h>

        static void slow(void)
        {
            int file = open(getenv("SLOW_DISK_SYNCS"), O_WRONLY | O_APPEND | O_CREAT, 0600);
            if (file >= 0 && write(file, "s", 1) == 1) usleep(5000);
            if (file >= 0) close(file);
        }

        int fsync(int file) { slow(); return syscall(SYS_fsync, file); }
        int fdatasync(int file) { slow(); return syscall(SYS_fdatasync, file); }
        """;

    private readonly TemporaryDirectory _directory = new();

    /// <summary>How often it has waited.</summary>
    public long Syncs => new FileInfo(Path.Combine(_directory.Path, "syncs")) is { Exists: true } file ? file.Length : 0;

    /// <summary>What the process has to have in its environment.</summary>
    public (string Name, string Value)[] Environment =>
        [("LD_PRELOAD", Path.Combine(_directory.Path, "slow.so")), ("SLOW_DISK_SYNCS", Path.Combine(_directory.Path, "syncs"))];

    /// <summary>Skips the test where there is no C compiler for it; where containers are required, that is a failure.</summary>
    public static async Task<SlowDisk> MakeAsync()
    {
        var disk = new SlowDisk();
        var source = disk._directory.Write("slow.c", Source);
        if (await CompileAsync(source, Path.ChangeExtension(source, "so")) is { } error)
        {
            disk.Dispose();
            Assert.SkipWhen(System.Environment.GetEnvironmentVariable("ECHOAPP_REQUIRE_CONTAINERS") != "1", error);
            Assert.Fail(error);
        }

        return disk;
    }

    public void Dispose() => _directory.Dispose();

    /// <returns>What clang complains of, which publishing needs as well; null where it has succeeded.</returns>
    private static async Task<string?> CompileAsync(string source, string library)
    {
        try
        {
            using var clang = Process.Start(new ProcessStartInfo("clang", ["-shared", "-fPIC", "-D_GNU_SOURCE", "-o", library, source]) { RedirectStandardError = true })!;
            var error = await clang.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await clang.WaitForExitAsync(TestContext.Current.CancellationToken);
            return clang.ExitCode == 0 ? null : $"clang: {error.Trim()}";
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            return exception.Message;
        }
    }
}
