using System.Globalization;

namespace EchoApp.Hosting.Engine.Containers;

/// <param name="HostPort">The port of the loopback address.</param>
/// <param name="TargetPort">The port in the container.</param>
/// <param name="Protocol"><c>tcp</c> or <c>udp</c>.</param>
internal sealed record ContainerPort(int HostPort, int TargetPort, string Protocol)
{
    /// <summary>As the engine's <c>--publish</c> option takes it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{HostPort}:{TargetPort}/{Protocol}");
}
