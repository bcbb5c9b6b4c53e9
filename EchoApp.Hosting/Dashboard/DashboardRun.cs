using System.Security.Cryptography;
using EchoApp.Hosting.Builder;

namespace EchoApp.Hosting.Dashboard;

/// <summary>This run of the application, which whoever connects again can tell from the one before.</summary>
/// <param name="Id">Random letters and digits.</param>
/// <param name="Application">The name of the AppHost.</param>
/// <param name="Version">That of the host.</param>
internal sealed record DashboardRun(string Id, string Application, string Version)
{
    private const int IdLength = 12;

    public static DashboardRun New(AppHostProject project) => new(
        RandomNumberGenerator.GetHexString(IdLength, lowercase: true), project.Assembly?.GetName().Name ?? Path.GetFileName(project.Directory), HostVersion.Text);
}
