using System.Globalization;
using Aspire.Hosting;
using EchoApp.Hosting.Engine.Console;

namespace EchoApp.Hosting.Remote;

/// <summary>Prints the lines of resources as the AppHost itself does.</summary>
internal static class LogsVerb
{
    /// <exception cref="DistributedApplicationException">There is no such resource, or the connection is lost.</exception>
    public static async Task RunAsync(AppHostConnection appHost, RemoteRequest request, ConsoleOutput terminal, CancellationToken cancellationToken)
    {
        var console = request.UsesNoColour ? terminal.WithoutColour() : terminal;
        var resources = await appHost.ResourcesAsync(cancellationToken);
        var all = ResourceSelection.WithLife(resources);
        var meant = ResourceSelection.Of(resources, request.Resources);
        string[] names = [.. all.Select(resource => resource.Name).Distinct()];
        var width = meant.Select(resource => resource.DisplayName.Length).DefaultIfEmpty().Max();
        var prefixes = all.ToDictionary(
            resource => resource.Id, resource => LogPrefix.Of(console, resource.DisplayName, width, Array.IndexOf(names, resource.Name)));
        try
        {
            string[] ids = request.Resources.Count == 0 ? [] : [.. meant.Select(resource => resource.Id)];
            await foreach (var line in appHost.LinesAsync(ids, request.Tail, request.Follows, cancellationToken))
            {
                var prefix = prefixes.GetValueOrDefault(line.Resource) ?? LogPrefix.Of(console, line.Name, width, index: -1);
                var time = request.ShowsTimes ? string.Create(CultureInfo.InvariantCulture, $"{line.Time:yyyy-MM-dd'T'HH:mm:ss.fff'Z'} ") : "";
                console.WriteLine(prefix + time + line.Text);
                if (console.IsBroken)
                {
                    // Whoever read it, such as head, has enough.
                    return;
                }
            }
        }
        catch (IOException exception)
        {
            throw new DistributedApplicationException($"The connection to the AppHost is lost: {exception.Message}", exception);
        }
    }
}
