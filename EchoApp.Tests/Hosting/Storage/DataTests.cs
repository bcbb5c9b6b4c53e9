using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace EchoApp.Tests.Hosting.Storage;

/// <summary>Where an EchoApp keeps its data.</summary>
public sealed class DataTests
{
    [Fact]
    public async Task DataDirectory_WithoutAnything_IsOneOfTheRun()
    {
        var (one, other) = (await DirectoryAsync(), await DirectoryAsync());

        Assert.StartsWith(Path.GetTempPath(), one, StringComparison.Ordinal);
        Assert.NotEqual(one, other);
    }

    [Fact]
    public async Task WithDataVolume_OfAProcess_IsADirectoryInTheStoreOfTheAppHost()
    {
        var builder = EchoApplication.CreateBuilder();
        var echo = builder.AddEcho("echo").WithDataBindMount("elsewhere").WithDataVolume("hooks").Resource;
        await using var app = builder.Build();

        Assert.Equal(
            Path.Combine(app.Services.GetRequiredService<IAspireStore>().BasePath, "echoapp", "hooks"),
            (await DeclaredEnvironment.ReadAsync(echo, app.Services))["Data__Directory"]);
        var mount = Assert.Single(echo.Annotations.OfType<ContainerMountAnnotation>());
        Assert.Equal(("hooks", "/home/app/data", ContainerMountType.Volume), (mount.Source, mount.Target, mount.Type));
    }

    [Fact]
    public async Task WithDataBindMount_OfAProcess_IsThatDirectory()
    {
        var builder = EchoApplication.CreateBuilder();
        var echo = builder.AddEcho("echo").WithDataBindMount("data").Resource;

        Assert.Equal(Path.Combine(builder.AppHostDirectory, "data"), (await DeclaredEnvironment.ReadAsync(builder, echo))["Data__Directory"]);
    }

    [Fact]
    public void WithDataVolume_WithoutAName_IsNamedAfterTheResource() =>
        Assert.EndsWith("-echo-data", EchoApplication.CreateBuilder().AddEcho("echo").WithDataVolume().Resource.Annotations.OfType<ContainerMountAnnotation>().Single().Source, StringComparison.Ordinal);

    [Theory]
    [InlineData("../up")]
    [InlineData("")]
    [InlineData(".hidden")]
    public void WithDataVolume_WithANameThatNoVolumeHas_IsRefused(string name) =>
        Assert.StartsWith("'echo' cannot have a volume", Assert.Throws<DistributedApplicationException>(() => EchoApplication.CreateBuilder().AddEcho("echo").WithDataVolume(name)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task WithStorage_OfADatabase_IsTheStoreAndIsWaitedFor()
    {
        var builder = EchoApplication.CreateBuilder();
        var database = builder.AddConnectionString("hooks");
        var echo = builder.AddEcho("echo").WithStorage(database).Resource;
        var environment = await DeclaredEnvironment.ReadAsync(builder, echo);

        Assert.Equal(("{hooks.connectionString}", "{echo-fingerprint-key.value}"), (environment["ConnectionStrings__store"], environment["Redaction__FingerprintKey"]));
        Assert.Same(database.Resource, Assert.Single(echo.Annotations.OfType<WaitAnnotation>()).Resource);
    }

    private static async Task<string> DirectoryAsync()
    {
        var builder = EchoApplication.CreateBuilder();
        return (await DeclaredEnvironment.ReadAsync(builder, builder.AddEcho("echo").Resource))["Data__Directory"];
    }
}
