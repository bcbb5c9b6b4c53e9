namespace Aspire.Hosting.ApplicationModel;

public sealed class ContainerMountAnnotation : IResourceAnnotation
{
    /// <param name="source">For a bind mount an absolute path of the host; for a volume its name, or null for one without a name.</param>
    /// <param name="target">An absolute path in the container.</param>
    /// <param name="type">What kind of mount it is.</param>
    /// <param name="isReadOnly">Whether the container must not write to it.</param>
    /// <exception cref="ArgumentException">A bind mount's source is not absolute, or a mount without a source is read-only.</exception>
    public ContainerMountAnnotation(string? source, string target, ContainerMountType type, bool isReadOnly)
    {
        ArgumentException.ThrowIfNullOrEmpty(target);
        if (type == ContainerMountType.BindMount && (source is null || !Path.IsPathRooted(source)))
        {
            throw new ArgumentException($"A bind mount needs an absolute path of the host, not '{source}'.", nameof(source));
        }

        if (source is null && isReadOnly)
        {
            throw new ArgumentException("A volume without a name is empty at first; it must not be read-only.", nameof(isReadOnly));
        }

        Source = source;
        Target = target;
        Type = type;
        IsReadOnly = isReadOnly;
    }

    public string? Source { get; }

    public string Target { get; }

    public ContainerMountType Type { get; }

    public bool IsReadOnly { get; }
}
