using Aspire.Hosting.Docker;
using Xunit;

namespace EchoApp.Tests.Publishing.Fidelity;

/// <summary>What AppHost.cs is written against must compile and mean the same against Aspire's own package.</summary>
public sealed class FidelityTests
{
    private const string Aspire = "Aspire.";

    [Fact]
    public void PublicApi_InAspireNamespaces_IsAspires()
    {
        var invented = PublicApi.Lines(typeof(DockerComposeEnvironmentResource).Assembly, Aspire).Except(Theirs()).ToArray();

        Assert.True(invented.Length == 0, $"Aspire has no such members:\n{string.Join('\n', invented)}");
    }

    [Fact]
    public void PublicApi_OutsideOfAspireNamespaces_IsWhatAppHostCsCalls()
    {
        var types = typeof(DockerComposeEnvironmentResource).Assembly.GetExportedTypes().Where(type => type.Namespace?.StartsWith(Aspire, StringComparison.Ordinal) != true);

        Assert.Equal(
            ["ContainerCommand", "ContainerCommandResult", "DashboardBuilderExtensions", "DeploymentBuilderExtensions", "ImageBuilderExtensions", "TcpPort"],
            types.Select(type => type.Name).Order(StringComparer.Ordinal));
    }

    /// <summary>The lines of Aspire.Hosting.Docker 13.6.</summary>
    private static HashSet<string> Theirs()
    {
        using var reader = new StreamReader(typeof(FidelityTests).Assembly.GetManifestResourceStream("aspire-docker-api.txt")!);

        // Behind two spaces stands what the compiler is told of a member.
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split("  [")[0])];
    }
}
