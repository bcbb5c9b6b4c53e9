using Aspire.Hosting.ApplicationModel;
using EchoApp.Tests.AppHost.Cli;
using PublicApiGenerator;
using Xunit;

namespace EchoApp.Tests.Hosting;

/// <summary>What others compile against changes when somebody means it to, and not otherwise: ECHOAPP_ACCEPT_SNAPSHOTS=1.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public void PublicApi_OfThePackage_IsAsItWasLookedAtLast() =>
        Snapshot.Verify("EchoApp.Aspire.Hosting.txt", $"{typeof(EchoResource).Assembly.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false, DenyNamespacePrefixes = [] }).ReplaceLineEndings("\n").TrimEnd()}\n");
}
