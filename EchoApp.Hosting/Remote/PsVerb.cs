using System.Globalization;
using System.Text.Json;
using EchoApp.Hosting.Dashboard.Resources;
using EchoApp.Hosting.Engine.Console;
using EchoApp.Hosting.Engine.State;

namespace EchoApp.Hosting.Remote;

/// <summary>Lists the resources and how they are.</summary>
internal static class PsVerb
{
    private const int ShortIdLength = 12;

    private static readonly string[] _titles = ["NAME", "STATE", "HEALTH", "PID/CONTAINER", "EXIT", "ENDPOINTS"];

    public static async Task RunAsync(AppHostConnection appHost, RemoteRequest request, ConsoleOutput console, CancellationToken cancellationToken)
    {
        var resources = ResourceSelection.WithLife(await appHost.ResourcesAsync(cancellationToken));
        if (request.IsJson)
        {
            console.WriteLine(JsonSerializer.Serialize([.. resources.Select(Listed)], RemoteJson.Default.IReadOnlyListListedResource));
            return;
        }

        string[][] rows = [_titles, .. resources.Select(Row)];
        var widths = _titles.Select((_, column) => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
        {
            console.WriteLine(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        }

        foreach (var failed in resources.Where(resource => resource.Failure is not null))
        {
            console.WriteLine($"{failed.DisplayName}: {failed.Failure}");
        }
    }

    private static string[] Row(ResourceView resource)
    {
        var listed = Listed(resource);
        return
        [
            listed.Name,
            listed.State ?? "",
            listed.Health ?? "",
            listed.Pid?.ToString(CultureInfo.InvariantCulture) ?? listed.Container?[..Math.Min(ShortIdLength, listed.Container.Length)] ?? "",
            listed.ExitCode?.ToString(CultureInfo.InvariantCulture) ?? "",
            string.Join(", ", listed.Endpoints),
        ];
    }

    private static ListedResource Listed(ResourceView resource) => new(
        resource.DisplayName,
        resource.Name,
        resource.Id,
        resource.Type,
        resource.State,
        resource.Health,
        int.TryParse(Property(resource, InstanceProperties.ProcessId), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) ? pid : null,
        Property(resource, InstanceProperties.ContainerId),
        resource.ExitCode,
        resource.Failure,
        [.. resource.Urls.Where(url => !url.IsInactive).Select(url => url.Url)]);

    private static string? Property(ResourceView resource, string name) => resource.Properties.FirstOrDefault(property => property.Name == name)?.Value;
}
