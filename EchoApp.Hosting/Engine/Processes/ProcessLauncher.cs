using System.ComponentModel;
using System.Diagnostics;
using Aspire.Hosting;
using EchoApp.Hosting.Engine.Logs;
using EchoApp.Hosting.Engine.Specs;

namespace EchoApp.Hosting.Engine.Processes;

/// <summary>Starts projects and executables as child processes, each the leader of a process group of its own where the system has them.</summary>
internal sealed class ProcessLauncher(Watchdog watchdog) : IResourceLauncher
{
    // They describe how the AppHost itself was started; a project must get them from its own launch profile or not at all.
    private static readonly string[] _notInherited = ["ASPNETCORE_URLS", "DOTNET_LAUNCH_PROFILE", "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT"];

    public bool Accepts(ResourceSpec spec) => spec is ProcessSpec;

    public Task<IRunningInstance> StartAsync(ResourceSpec spec, InstanceLog log, CancellationToken cancellationToken)
    {
        var process = new Process { StartInfo = StartInfo((ProcessSpec)spec) };
        try
        {
            process.Start();
        }
        catch (Win32Exception exception)
        {
            process.Dispose();
            throw new DistributedApplicationException($"{process.StartInfo.FileName} cannot be started: {exception.Message}", exception);
        }

        if (!((ProcessSpec)spec).HoldsParentPipe)
        {
            process.StandardInput.Close();
        }

        return WatchAsync(new RunningProcess(process, log, watchdog), process.Id);
    }

    private async Task<IRunningInstance> WatchAsync(RunningProcess running, int id)
    {
        try
        {
            if (ProcessGroup.Supported)
            {
                watchdog.Watch(id);
            }

            return running;
        }
        catch
        {
            await running.DisposeAsync();
            throw;
        }
    }

    private static ProcessStartInfo StartInfo(ProcessSpec spec)
    {
        var start = new ProcessStartInfo
        {
            WorkingDirectory = spec.WorkingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in _notInherited)
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in spec.Environment)
        {
            start.Environment[name] = value;
        }

        if (spec.HoldsParentPipe)
        {
            start.Environment["ECHOAPP_PARENT_PIPE"] = "1";
        }

        var path = start.Environment.TryGetValue("PATH", out var inherited) ? inherited : null;
        var file = ExecutableFinder.Find(spec.Command, spec.WorkingDirectory, path);
        start.FileName = ProcessGroup.SetSid ?? file;
        if (ProcessGroup.Supported)
        {
            start.ArgumentList.Add(file);
        }

        foreach (var arg in spec.Args)
        {
            start.ArgumentList.Add(arg);
        }

        return start;
    }
}
