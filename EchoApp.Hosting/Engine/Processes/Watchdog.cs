using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace EchoApp.Hosting.Engine.Processes;

/// <summary>
/// A shell beside the host that ends the process groups it was told of when the host is gone, however it went.
/// Only where processes have groups of their own (<see cref="ProcessGroup.Supported"/>); elsewhere it does nothing.
/// </summary>
internal sealed class Watchdog : IDisposable
{
    private readonly Lock _gate = new();
    private readonly HashSet<int> _groups = [];
    private Process? _shell;
    private bool _disposed;

    /// <summary>The process of the shell, once it has something to watch.</summary>
    public int? ShellId => _shell?.Id;

    public void Watch(int group)
    {
        lock (_gate)
        {
            _groups.Add(group);
            Tell('+', group);
        }
    }

    public void Forget(int group)
    {
        lock (_gate)
        {
            _groups.Remove(group);
            Tell('-', group);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _shell?.StandardInput.Close();
            _shell?.Dispose();
            _shell = null;
        }
    }

    private void Tell(char change, int group)
    {
        if (_disposed || !ProcessGroup.Supported)
        {
            return;
        }

        try
        {
            _shell ??= Start();
            Write(_shell, change, group);
        }
        catch (IOException)
        {
            // Somebody has killed the shell: another one takes over.
            _shell?.Dispose();
            _shell = Start();
            foreach (var watched in _groups)
            {
                Write(_shell, '+', watched);
            }
        }
    }

    private static void Write(Process shell, char change, int group)
    {
        shell.StandardInput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{change} {group}"));
        shell.StandardInput.Flush();
    }

    private static Process Start()
    {
        using var script = new StreamReader(typeof(Watchdog).Assembly.GetManifestResourceStream("watchdog.sh")!);

        // In a group of its own, so that a Ctrl+C at the terminal, or a kill of the host's group, does not take it along.
        return Process.Start(new ProcessStartInfo(ProcessGroup.SetSid!, ["/bin/sh", "-c", script.ReadToEnd(), "echoapp-watchdog"])
        {
            RedirectStandardInput = true,
        }) ?? throw new Win32Exception("No process was started.");
    }
}
