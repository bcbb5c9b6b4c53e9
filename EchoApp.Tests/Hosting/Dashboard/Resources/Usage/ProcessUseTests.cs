using System.Diagnostics;
using EchoApp.Hosting.Dashboard.Resources.Usage;
using Xunit;

namespace EchoApp.Tests.Hosting.Dashboard.Resources.Usage;

public sealed class ProcessUseTests
{
    [Fact]
    public void Of_ThisProcess_IsWhatTheSystemSays()
    {
        using var own = Process.GetCurrentProcess();
        var before = own.TotalProcessorTime;

        var use = Assert.NotNull(ProcessUse.Of(own.Id));

        Assert.InRange(use.Cpu, before - TimeSpan.FromMilliseconds(50), TimeSpan.FromDays(1));
        Assert.InRange(use.MemoryBytes, 10_000_000, 20_000_000_000);
    }

    [Fact]
    public async Task Of_AProcessAndItsChildren_AddsThemUp()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Descendants are added up on Linux only.");
        using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", "sh -c 'while :; do :; done' & wait"]))!;
        try
        {
            var own = shell.TotalProcessorTime;
            await Eventually.TrueAsync(() => ProcessUse.Of(shell.Id) is { } use && use.Cpu > TimeSpan.FromMilliseconds(100), "the child's time is counted");

            shell.Refresh();
            Assert.InRange(shell.TotalProcessorTime - own, TimeSpan.Zero, TimeSpan.FromMilliseconds(50));
        }
        finally
        {
            shell.Kill(entireProcessTree: true);
            await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        Assert.Null(ProcessUse.Of(shell.Id));
    }
}
