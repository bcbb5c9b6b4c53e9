using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.CommandLine;
using EchoApp.Hosting.Engine.Logs;
using Microsoft.Extensions.Hosting;

namespace EchoApp.Hosting.Engine.Console;

/// <summary>Prints every line of every resource behind its coloured name, that of the replica where there are several, as docker compose does.</summary>
internal sealed class ResourceLogPrinter(
    DistributedApplicationModel model, ResourceLoggerService loggers, ConsoleOutput console, AppHostArguments arguments) : IHostedService
{
    private readonly ConcurrentDictionary<string, string> _prefixes = new();
    private readonly IResource[] _resources = [.. model.Resources.Where(resource => resource is not IResourceWithoutLifetime)];

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (!arguments.Quiet)
        {
            loggers.Appended += Print;
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Print(LogEntry entry) => console.WriteLine(_prefixes.GetOrAdd(entry.InstanceId, Prefix) + entry.Text);

    private string Prefix(string instanceId)
    {
        var owner = loggers.ResourceOf(instanceId);
        var index = Array.FindIndex(_resources, resource => resource.Name == owner);
        var name = index < 0 ? owner : InstanceNames.Shown(_resources[index], instanceId);
        var width = _resources.Select(InstanceNames.ShownLength).DefaultIfEmpty().Max();
        return LogPrefix.Of(console, name, width, index);
    }
}
