using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Xunit;

namespace EchoApp.Tests.Hosting.ApplicationModel;

public sealed class EndpointTests
{
    private readonly IResourceBuilder<ExecutableResource> _job = TestBuilder.Create().AddExecutable("job", "job", ".");

    [Fact]
    public void WithEndpoint_WithoutAnything_IsATcpEndpointNamedAfterItsProtocol()
    {
        var endpoint = Assert.Single(_job.WithEndpoint().Resource.Annotations.OfType<EndpointAnnotation>());

        Assert.Equal(("tcp", "tcp", "tcp", ProtocolType.Tcp), (endpoint.Name, endpoint.UriScheme, endpoint.Transport, endpoint.Protocol));
        Assert.Equal((null, null, true, false), (endpoint.Port, endpoint.TargetPort, endpoint.IsProxied, endpoint.IsExternal));
    }

    [Fact]
    public void WithHttpsEndpoint_WithoutName_IsNamedAfterItsScheme()
    {
        var endpoint = Assert.Single(_job.WithHttpsEndpoint(port: 1, targetPort: 2).Resource.Annotations.OfType<EndpointAnnotation>());

        Assert.Equal(("https", "https", "http"), (endpoint.Name, endpoint.UriScheme, endpoint.Transport));
        Assert.Equal((1, 2), (endpoint.Port, endpoint.TargetPort));
    }

    [Theory]
    [InlineData(7, null)]
    [InlineData(null, 7)]
    public void WithEndpoint_WithoutProxy_HasOnePort(int? port, int? targetPort)
    {
        var endpoint = Assert.Single(
            _job.WithHttpEndpoint(port: port, targetPort: targetPort, isProxied: false).Resource.Annotations.OfType<EndpointAnnotation>());

        Assert.Equal((7, 7), (endpoint.Port, endpoint.TargetPort));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(65536)]
    public void WithEndpoint_WithAPortThatIsNone_Throws(int port)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _job.WithHttpEndpoint(port: port));
        Assert.Throws<ArgumentOutOfRangeException>(() => _job.WithHttpEndpoint(targetPort: port));
    }

    [Fact]
    public void WithEndpoint_OfANameThatIsThere_Throws()
    {
        _job.WithHttpEndpoint();

        var exception = Assert.Throws<DistributedApplicationException>(() => _job.WithEndpoint(name: "HTTP"));

        Assert.Equal("Resource 'job' has an endpoint 'HTTP' already. Give this one another name.", exception.Message);
    }

    [Fact]
    public void WithEndpoint_WithACallback_ChangesOrAddsOrLeaves()
    {
        _job.WithHttpEndpoint(port: 1).WithEndpoint("http", endpoint => endpoint.Port = 2)
            .WithEndpoint("new", endpoint => endpoint.Port = 3)
            .WithEndpoint("never", endpoint => endpoint.Port = 4, createIfNotExists: false);

        Assert.Equal([("http", 2), ("new", 3)], _job.Resource.Annotations.OfType<EndpointAnnotation>().Select(endpoint => (endpoint.Name, endpoint.Port!.Value)));
    }

    [Fact]
    public void WithExternalHttpEndpoints_MarksHttpAndHttpsOnly()
    {
        _job.WithHttpEndpoint().WithHttpsEndpoint().WithEndpoint(name: "tcp").WithExternalHttpEndpoints();

        Assert.Equal(["http", "https"], _job.Resource.Annotations.OfType<EndpointAnnotation>().Where(endpoint => endpoint.IsExternal).Select(endpoint => endpoint.Name));
    }

    [Fact]
    public void Reference_BeforeTheStart_HasNoAddressButAPlaceholder()
    {
        var reference = _job.WithHttpEndpoint(name: "echo").GetEndpoint("ECHO");

        Assert.True(reference.Exists);
        Assert.False(reference.IsAllocated);
        Assert.Throws<InvalidOperationException>(() => reference.Url);
        Assert.Equal("{job.bindings.ECHO.url}", ((IManifestExpressionProvider)reference).ValueExpression);
    }

    [Theory]
    [InlineData(EndpointProperty.Url, "{job.bindings.echo.url}", "http://localhost:1234")]
    [InlineData(EndpointProperty.Host, "{job.bindings.echo.host}", "localhost")]
    [InlineData(EndpointProperty.IPV4Host, "{job.bindings.echo.host}", "127.0.0.1")]
    [InlineData(EndpointProperty.Port, "{job.bindings.echo.port}", "1234")]
    [InlineData(EndpointProperty.Scheme, "{job.bindings.echo.scheme}", "http")]
    [InlineData(EndpointProperty.TargetPort, "{job.bindings.echo.targetPort}", "99")]
    [InlineData(EndpointProperty.HostAndPort, "{job.bindings.echo.hostAndPort}", "localhost:1234")]
    public async Task Property_OfAnAllocatedEndpoint_HasItsPlaceholderAndItsValue(EndpointProperty property, string placeholder, string value)
    {
        var endpoint = _job.WithHttpEndpoint(name: "echo", targetPort: 99).GetEndpoint("echo");
        endpoint.EndpointAnnotation.AllocatedEndpoint = new AllocatedEndpoint(endpoint.EndpointAnnotation, "localhost", 1234);

        Assert.Equal(placeholder, endpoint.Property(property).ValueExpression);
        Assert.Equal(value, await endpoint.Property(property).GetValueAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Reference_ToAMissingEndpoint_SaysWhichThereAre()
    {
        var missing = _job.WithHttpEndpoint(name: "echo").GetEndpoint("ecco");

        Assert.False(missing.Exists);
        var exception = Assert.Throws<InvalidOperationException>(() => missing.EndpointAnnotation);
        Assert.Equal("Resource 'job' has no endpoint 'ecco'. It has 'echo'.", exception.Message);
    }
}
