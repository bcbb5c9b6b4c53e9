namespace EchoApp.Hosting.Engine.Containers;

/// <summary>A mount as the engine's <c>--mount</c> option takes it.</summary>
internal sealed record ContainerMount(string Type, string? Source, string Target, bool IsReadOnly)
{
    public override string ToString() =>
        string.Join(',', new[] { $"type={Type}", Source is null ? "" : $"source={Source}", $"target={Target}", IsReadOnly ? "ro" : "" }.Where(field => field.Length > 0).Select(Quote));

    // The option is a line of CSV: the whole of a field is quoted.
    private static string Quote(string field) => field.Contains(',') || field.Contains('"') ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;
}
