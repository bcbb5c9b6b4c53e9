using System.Security.Cryptography;
using System.Text;
using Aspire.Hosting.Docker;
using EchoApp.Hosting.Builder;
using EchoApp.Hosting.Docker;
using EchoApp.Hosting.Pipelines;
using Microsoft.Extensions.Configuration;

namespace EchoApp.Hosting.Deployment;

/// <summary>Names compose projects as Aspire does, so that either host finds what the other has deployed.</summary>
internal sealed class ComposeProjects(AppHostProject appHost, IConfiguration configuration)
{
    // Aspire's key: whoever sets it to another value deploys beside the others.
    private const string IdentityKey = "AppHostSha";
    private const int IdentityLength = 8;

    public ComposeProject Of(DockerComposeEnvironmentResource environment, PipelineStepContext context) =>
        new($"aspire-{environment.Name}-{Identity()[..IdentityLength]}".ToLowerInvariant(), ComposePaths.Of(context.Output, context.EnvironmentName));

    private string Identity() => configuration[IdentityKey] is { Length: >= IdentityLength } given
        ? given
        : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(appHost.FilePath.ToLowerInvariant())));
}
