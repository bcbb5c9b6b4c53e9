namespace Aspire.Hosting.ApplicationModel;

/// <param name="Source">A volume's name or a path of the host; null for a volume without a name.</param>
/// <param name="Target">A path in the container.</param>
/// <param name="MountType"><c>volume</c> or <c>bind</c>.</param>
/// <param name="IsReadOnly">Whether the container must not write to it.</param>
public sealed record VolumeSnapshot(string? Source, string Target, string MountType, bool IsReadOnly);
