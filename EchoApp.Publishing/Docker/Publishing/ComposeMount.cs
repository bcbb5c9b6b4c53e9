namespace EchoApp.Publishing.Docker.Publishing;

/// <summary>A volume or bind mount of a service.</summary>
/// <param name="Name">The volume's name; for a bind mount that of its placeholder.</param>
/// <param name="Source">The volume's name, or where the host keeps what is mounted.</param>
/// <param name="Target">A path in the container.</param>
/// <param name="IsBind">Whether it is a bind mount.</param>
/// <param name="IsReadOnly">Whether the container must not write to it.</param>
internal sealed record ComposeMount(string Name, string Source, string Target, bool IsBind, bool IsReadOnly);
