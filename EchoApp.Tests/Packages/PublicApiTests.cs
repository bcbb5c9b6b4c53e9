using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using EchoApp.Testing;
using EchoApp.Tests.AppHost.Cli;
using PublicApiGenerator;
using Xunit;

namespace EchoApp.Tests.Packages;

/// <summary>What others compile against changes when somebody means it to, and not otherwise: ECHOAPP_ACCEPT_SNAPSHOTS=1.</summary>
public sealed class PublicApiTests
{
    public static TheoryData<Assembly> Assemblies => [typeof(EchoResource).Assembly, typeof(EchoClient).Assembly];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void PublicApi_OfAPackage_IsAsItWasLookedAtLast(Assembly assembly) => Snapshot.Verify(
        $"{assembly.GetName().Name}.txt",
        $"{assembly.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false, DenyNamespacePrefixes = [] }).ReplaceLineEndings("\n").TrimEnd()}\n");
}
