using Aspire.Hosting;
using Xunit;

namespace EchoApp.Tests.Hosting.Fidelity;

/// <summary>What AppHost.cs is written against must compile and mean the same against real Aspire.</summary>
public sealed class FidelityTests
{
    [Fact]
    public void PublicApi_InAspireNamespaces_IsAspires()
    {
        var invented = Ours().Except(Theirs()).ToArray();

        Assert.True(invented.Length == 0, $"Aspire has no such members:\n{string.Join('\n', invented)}");
    }

    [Fact]
    public void Copy_OfAspiresApi_HasNoLineThatIsNotOurs()
    {
        var superfluous = Theirs().Except(Ours()).ToArray();

        Assert.True(superfluous.Length == 0, $"Lines to take out of aspire-api.txt:\n{string.Join('\n', superfluous)}");
    }

    [Fact]
    public void PublicApi_OutsideOfAspireNamespaces_IsOnlyWhatGeneratedCodeNeeds()
    {
        var types = typeof(DistributedApplication).Assembly.GetExportedTypes()
            .Where(type => type.Namespace?.StartsWith("Aspire.", StringComparison.Ordinal) != true);

        Assert.Equal(["EchoApp.Hosting.Projects.IBuiltProject"], types.Select(type => type.FullName));
    }

    private static IReadOnlyList<string> Ours() => PublicApi.Lines(typeof(DistributedApplication).Assembly, "Aspire.");

    private static HashSet<string> Theirs()
    {
        using var reader = new StreamReader(typeof(FidelityTests).Assembly.GetManifestResourceStream("aspire-api.txt")!);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }
}
