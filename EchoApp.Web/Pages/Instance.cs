using System.Runtime.InteropServices;
using EchoApp.Web.Listeners;

namespace EchoApp.Web.Pages;

/// <summary>What the pages tell about the running process.</summary>
internal sealed class Instance(ListenerSockets sockets, IConfiguration configuration, TimeProvider time)
{
    private readonly long _started = time.GetTimestamp();

    public EchoUrl EchoUrl { get; } = EchoUrl.Read(configuration, sockets.Echo[0].Port);

    public string EchoAddresses { get; } = string.Join(", ", sockets.Echo);

    public string PagesAddresses { get; } = string.Join(", ", sockets.Pages);

    public string Host { get; } = $"{Environment.MachineName}, process {Environment.ProcessId}";

    public string Place { get; } = ListenerSettings.IsInContainer(configuration) ? "a container" : "no container";

    public string Runtime { get; } = $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}";

    public TimeSpan Uptime => time.GetElapsedTime(_started);
}
