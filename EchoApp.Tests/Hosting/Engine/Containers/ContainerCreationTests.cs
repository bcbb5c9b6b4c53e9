using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Engine.Containers;
using EchoApp.Hosting.Engine.Specs;
using Xunit;

namespace EchoApp.Tests.Hosting.Engine.Containers;

/// <summary>The engine's command that makes a container, and what it is made of, without an engine.</summary>
public sealed class ContainerCreationTests
{
    private static readonly ContainerSpec _spec = new(
        "store-abcdefgh", "store", "store-abcdefgh", "postgres:17", ImagePullPolicy.Default, "sh", ["-c", "echo"],
        new Dictionary<string, string> { ["PASSWORD"] = "secret", ["PATH"] = "/bin" },
        [new ContainerPort(6000, 5432, "tcp")], [new ContainerMount("volume", "data", "/data", IsReadOnly: true)], ["--user=0"], ContainerLifetime.Session);

    [Fact]
    public void Creation_OfASessionContainer_HasEverythingInItsPlace() => Assert.Equal(
        [
            "container", "create", "--pull", "never", "--name", "store-abcdefgh", "--add-host", "host.docker.internal:host-gateway",
            "--label", "dev.echoapp.apphost=1234", "--label", $"dev.echoapp.configuration={Creation(_spec).Hash}",
            "--label", $"dev.echoapp.owner={ContainerLabels.ThisOwner}", "--network", "net", "--network-alias", "store",
            "--env", "PASSWORD", "--env", "PATH=/bin", "--publish", "127.0.0.1:6000:5432/tcp", "--mount", "type=volume,source=data,target=/data,ro",
            "--entrypoint", "sh", "--user=0", "postgres:17", "-c", "echo",
        ],
        Creation(_spec).Args);

    [Fact]
    public void Creation_PutsValuesIntoTheEnvironmentButThoseThatTheCommandItselfWouldHeed() =>
        Assert.Equal([new("PASSWORD", "secret")], Creation(_spec).Environment);

    [Fact]
    public void Creation_OfAPersistentContainer_HasNoOwnerAndNoNetwork()
    {
        var args = Creation(_spec with { Lifetime = ContainerLifetime.Persistent }).Args;

        Assert.DoesNotContain("--network", args);
        Assert.DoesNotContain(args, arg => arg.StartsWith(ContainerLabels.Owner, StringComparison.Ordinal));
    }

    [Fact]
    public void Hash_ChangesWithAValueAndNotWithTheName()
    {
        Assert.NotEqual(Creation(_spec).Hash, Creation(_spec with { Environment = new Dictionary<string, string> { ["PASSWORD"] = "other", ["PATH"] = "/bin" } }).Hash);
        Assert.Equal(Creation(_spec).Hash, Creation(_spec with { ContainerName = "store-hgfedcba" }).Hash);
    }

    [Theory]
    [InlineData("volume", null, "/data", false, "type=volume,target=/data")]
    [InlineData("bind", "/a b", "/data", true, "type=bind,source=/a b,target=/data,ro")]
    [InlineData("bind", "/a,b", "/\"c\"", false, "type=bind,\"source=/a,b\",\"target=/\"\"c\"\"\"")]
    public void Mount_IsALineOfCsv(string type, string? source, string target, bool isReadOnly, string expected) =>
        Assert.Equal(expected, new ContainerMount(type, source, target, isReadOnly).ToString());

    [Fact]
    public void Owner_IsAliveWhileItsProcessRunsThatBeganThen()
    {
        var parts = ContainerLabels.ThisOwner.Split('@');

        Assert.True(ContainerLabels.IsAlive(ContainerLabels.ThisOwner));
        Assert.False(ContainerLabels.IsAlive($"{parts[0]}@1@{parts[2]}"));
        Assert.False(ContainerLabels.IsAlive($"{int.MaxValue}@{parts[1]}@{parts[2]}"));
        Assert.True(ContainerLabels.IsAlive($"{int.MaxValue}@{parts[1]}@another-machine"));
        Assert.False(ContainerLabels.IsAlive(""));
        Assert.False(ContainerLabels.IsAlive("nonsense"));
    }

    private static ContainerCreation Creation(ContainerSpec spec) => ContainerCreation.Of(spec, "1234", "net", ["--add-host", "host.docker.internal:host-gateway"]);
}
