using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Xunit;

namespace EchoApp.Tests.Hosting.Extensions;

public sealed class ContainerImageTests
{
    private const string Digest = "1111111111111111111111111111111111111111111111111111111111111111";

    [Theory]
    [InlineData("redis", "redis", null, null, false)]
    [InlineData("redis:8", "redis", "8", null, false)]
    [InlineData("library/redis:8", "library/redis", "8", null, false)]
    [InlineData("localhost:5050/redis", "localhost:5050/redis", null, null, true)]
    [InlineData("localhost/redis:8", "localhost/redis", "8", null, true)]
    [InlineData("docker.io/library/redis:8", "docker.io/library/redis", "8", null, true)]
    [InlineData("localhost:5050/redis@sha256:" + Digest, "localhost:5050/redis", null, Digest, true)]
    [InlineData("redis:8@sha256:" + Digest, "redis", null, Digest, false)]
    public void Parse_OfAReference_TakesItApart(string reference, string image, string? tag, string? digest, bool hasRegistry)
    {
        var parsed = ImageReference.Parse(reference);

        Assert.Equal(new ImageReference(image, tag, digest), parsed);
        Assert.Equal(hasRegistry, parsed.HasRegistry);
    }

    [Fact]
    public void Annotation_HasATagOrADigest()
    {
        var annotation = new ContainerImageAnnotation { Image = "redis", Tag = "8" };
        annotation.SHA256 = Digest;
        Assert.Null(annotation.Tag);
        Assert.Equal($"redis@sha256:{Digest}", annotation.Reference);

        annotation.Tag = "9";
        annotation.Registry = "localhost:5050";
        Assert.Null(annotation.SHA256);
        Assert.Equal("localhost:5050/redis:9", annotation.Reference);
    }

    [Fact]
    public void WithImage_KeepsTheRegistryUnlessItNamesOne()
    {
        var container = TestBuilder.Create().AddContainer("store", "redis").WithImageRegistry("localhost:5050");
        Assert.Equal("localhost:5050/redis:latest", Reference(container));
        Assert.Equal("localhost:5050/valkey:9", Reference(container.WithImage("valkey:9")));
        Assert.Equal("docker.io/library/valkey:latest", Reference(container.WithImage("docker.io/library/valkey")));
    }

    [Fact]
    public void WithImage_OnAResourceWithoutOne_GivesItOne() =>
        Assert.Equal("redis:8", Reference(TestBuilder.Create().AddResource(new ContainerResource("store")).WithImage("redis", "8")));

    [Fact]
    public void AddContainer_WithTwoTags_IsRefused() => Assert.Throws<InvalidOperationException>(() => TestBuilder.Create().AddContainer("store", "redis:8", "9"));

    private static string Reference(IResourceBuilder<ContainerResource> container) => container.Resource.Annotations.OfType<ContainerImageAnnotation>().Single().Reference;
}
