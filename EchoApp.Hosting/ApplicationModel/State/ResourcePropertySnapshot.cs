namespace Aspire.Hosting.ApplicationModel;

public sealed record ResourcePropertySnapshot(string Name, object? Value)
{
    /// <summary>Whether a viewer must mask the value until asked.</summary>
    public bool IsSensitive { get; init; }
}
