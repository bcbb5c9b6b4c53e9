using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace EchoApp.Hosting.Engine.Processes;

/// <summary>
/// A shell beside the host that ends the process groups, and removes the containers and networks, that it was told of when the host is
/// gone, however it went. Only where processes have groups of their own (<see cref="ProcessGroup.Supported"/>); elsewhere it does nothing.
/// </summary>
internal sealed class Watchdog : IDisposable
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _watched = [];
    private Process? _shell;
    private bool _disposed;

    /// <summary>The process of the shell, once it has something to watch.</summary>
    public int? ShellId => _shell?.Id;

    public void Watch(int group) => Watch(Group(group));

    public void Forget(int group) => Forget(Group(group));

    /// <param name="command">The engine's command.</param>
    /// <param name="name">The container's name, which holds no blanks.</param>
    public void WatchContainer(string command, string name) => Watch($"container {name} {command}");

    public void ForgetContainer(string command, string name) => Forget($"container {name} {command}");

    /// <param name="command">The engine's command.</param>
    /// <param name="name">The network's name, which holds no blanks. What is still in it is disconnected first.</param>
    public void WatchNetwork(string command, string name) => Watch($"network {name} {command}");

    public void ForgetNetwork(string command, string name) => Forget($"network {name} {command}");

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

    private static string Group(int group) => string.Create(CultureInfo.InvariantCulture, $"group {group}");

    private void Watch(string what)
    {
        lock (_gate)
        {
            if (_watched.Add(what))
            {
                Tell("+ " + what);
            }
        }
    }

    private void Forget(string what)
    {
        lock (_gate)
        {
            if (_watched.Remove(what))
            {
                Tell("- " + what);
            }
        }
    }

    private void Tell(string line)
    {
        if (_disposed || !ProcessGroup.Supported)
        {
            return;
        }

        try
        {
            _shell ??= Start();
            Write(_shell, line);
        }
        catch (IOException)
        {
            // Somebody has killed the shell: another one takes over.
            _shell?.Dispose();
            _shell = Start();
            foreach (var watched in _watched)
            {
                Write(_shell, "+ " + watched);
            }
        }
    }

    private static void Write(Process shell, string line)
    {
        shell.StandardInput.WriteLine(line);
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
