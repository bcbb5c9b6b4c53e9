using System.Diagnostics;
using EchoApp.Hosting.Engine.Logs;

namespace EchoApp.Hosting.Engine.Processes;

/// <summary>A child process whose output goes to its log line by line.</summary>
internal sealed class RunningProcess : IRunningInstance
{
    // A process that it left behind may hold its output open; that must not keep it from being over.
    private static readonly TimeSpan _outputAfterExit = TimeSpan.FromSeconds(1);

    private readonly Process _process;
    private readonly Watchdog _watchdog;

    public RunningProcess(Process process, InstanceLog log, Watchdog watchdog)
    {
        _process = process;
        _watchdog = watchdog;
        ProcessId = process.Id;
        Exited = RunAsync(log);
    }

    public int? ProcessId { get; }

    public string? ContainerId => null;

    public Task<int> Exited { get; }

    public TimeSpan StopGrace => TimeSpan.FromSeconds(15);

    public bool OutlivesApplication => false;

    public async Task StopAsync(TimeSpan grace)
    {
        if (Exited.IsCompleted)
        {
            return;
        }

        Terminate();
        try
        {
            await Exited.WaitAsync(grace);
        }
        catch (TimeoutException)
        {
            Kill();
            await Exited;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(TimeSpan.Zero);
        _process.Dispose();
    }

    private async Task<int> RunAsync(InstanceLog log)
    {
        var output = Task.WhenAll(
            ReadAsync(_process.StandardOutput, log, isError: false), ReadAsync(_process.StandardError, log, isError: true));
        await _process.WaitForExitAsync();
        if (ProcessGroup.Supported)
        {
            ProcessGroup.Signal(ProcessId!.Value, ProcessGroup.SignalKill);
            _watchdog.Forget(ProcessId.Value);
        }

        await Task.WhenAny(output, Task.Delay(_outputAfterExit));
        return _process.ExitCode;
    }

    private static async Task ReadAsync(StreamReader reader, InstanceLog log, bool isError)
    {
        while (await ReadLineAsync(reader) is { } line)
        {
            log.Append(line, isError);
        }
    }

    private static async Task<string?> ReadLineAsync(StreamReader reader)
    {
        try
        {
            return await reader.ReadLineAsync();
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // The process was disposed of while something it left behind still held its output.
            return null;
        }
    }

    private void Terminate()
    {
        if (OperatingSystem.IsWindows())
        {
            // There are no signals; closing its input asks those that were told of the parent's pipe.
            _process.StandardInput.Close();
        }
        else if (!(ProcessGroup.Supported && ProcessGroup.Signal(ProcessId!.Value, ProcessGroup.SignalTerminate)))
        {
            ProcessGroup.SignalProcess(ProcessId!.Value, ProcessGroup.SignalTerminate);
        }
    }

    private void Kill()
    {
        if (!(ProcessGroup.Supported && ProcessGroup.Signal(ProcessId!.Value, ProcessGroup.SignalKill)))
        {
            _process.Kill(entireProcessTree: true);
        }
    }
}
