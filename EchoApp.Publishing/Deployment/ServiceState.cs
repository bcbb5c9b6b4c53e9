using System.Text.Json;

namespace EchoApp.Publishing.Deployment;

/// <summary>A service as Docker Compose sees it.</summary>
/// <param name="Service">Its name.</param>
/// <param name="State">Such as running, restarting or exited.</param>
/// <param name="Health">Such as healthy or starting; empty where nobody checks it.</param>
/// <param name="ExitCode">Of its container, once that has exited.</param>
/// <param name="Ports">Of this machine and in the container.</param>
internal sealed record ServiceState(string Service, string State, string Health, int ExitCode, IReadOnlyList<(int Published, int Target)> Ports)
{
    /// <summary>Whether it runs, and is healthy where somebody checks, or has done what it was started for.</summary>
    public bool IsWell => (State == "running" && Health is "" or "healthy") || (State == "exited" && ExitCode == 0);

    /// <summary>Whether that it is well will be so in a moment, too.</summary>
    public bool IsCertain => Health == "healthy" || State == "exited";

    /// <summary>Whether to wait longer would be in vain.</summary>
    public bool IsBeyondHope => State is "dead" || (State == "exited" && ExitCode != 0) || Health == "unhealthy";

    public string Description => (State, Health) switch
    {
        ("running", "") => "running",
        ("running", _) => Health == "starting" ? "not healthy yet" : Health,
        ("exited", _) => $"exited with code {ExitCode}",
        _ => State,
    };

    /// <param name="output">That of <c>ps --format json</c>: an object in each line, or before Docker Compose 2.21 an array of them.</param>
    public static IReadOnlyList<ServiceState> Parse(string output)
    {
        var text = output.Trim();
        using var json = JsonDocument.Parse(text.StartsWith('[') ? text : $"[{string.Join(',', text.Split('\n', StringSplitOptions.RemoveEmptyEntries))}]");
        return [.. json.RootElement.EnumerateArray().Select(ParseOne)];
    }

    private static ServiceState ParseOne(JsonElement root)
    {
        return new ServiceState(Text("Service"), Text("State"), Text("Health"), root.GetProperty(nameof(ExitCode)).GetInt32(), [.. PortsOf(root).Distinct().OrderBy(port => port.Target)]);

        string Text(string name) => root.GetProperty(name).GetString() ?? "";
    }

    private static IEnumerable<(int Published, int Target)> PortsOf(JsonElement service) =>
        service.TryGetProperty("Publishers", out var publishers) && publishers.ValueKind == JsonValueKind.Array
            ? publishers.EnumerateArray().Select(port => (port.GetProperty("PublishedPort").GetInt32(), port.GetProperty("TargetPort").GetInt32())).Where(port => port.Item1 > 0)
            : [];
}
