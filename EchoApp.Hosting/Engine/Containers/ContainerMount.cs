namespace EchoApp.Hosting.Engine.Containers;

/// <summary>A mount as the engine's <c>--mount</c> option takes it.</summary>
internal sealed record ContainerMount(string Type, string? Source, string Target, bool IsReadOnly)
{
    public override string ToString() =>
        $"type={Type}{(Source is null ? "" : $",source={Quote(Source)}")},target={Quote(Target)}{(IsReadOnly ? ",readonly" : "")}";

    // The option is a line of CSV.
    private static string Quote(string value) => value.Contains(',') || value.Contains('"') ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;
}
