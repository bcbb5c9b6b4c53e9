using Aspire.Hosting;
using EchoApp.Hosting.Dashboard.Access;
using EchoApp.Hosting.Dashboard.Listening;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace EchoApp.Tests.Hosting.Dashboard.Listening;

public sealed class ListenUrlTests
{
    [Theory]
    [InlineData("http://localhost:15888", "http", "localhost", 15888, true)]
    [InlineData("HTTPS://LocalHost:1", "https", "LocalHost", 1, true)]
    [InlineData("http://app.localhost:2/", "http", "app.localhost", 2, true)]
    [InlineData("http://127.0.0.1:3", "http", "127.0.0.1", 3, true)]
    [InlineData("http://[::1]:4", "http", "[::1]", 4, true)]
    [InlineData("http://localhost:0", "http", "localhost", 0, true)]
    [InlineData("http://0.0.0.0:5", "http", "0.0.0.0", 5, false)]
    [InlineData("http://*:6", "http", "*", 6, false)]
    [InlineData("http://my-machine:7", "http", "my-machine", 7, false)]
    public void Parse_OfAUrl_HasItsParts(string url, string scheme, string host, int port, bool isLoopback)
    {
        var parsed = Assert.Single(ListenUrl.Parse("KEY", url));

        Assert.Equal(new ListenUrl("KEY", scheme, host, port), parsed);
        Assert.Equal(isLoopback, parsed.IsLoopback);
    }

    [Fact]
    public void Parse_OfSeveral_TakesThemInOrder() =>
        Assert.Equal([17888, 15888], ListenUrl.Parse("KEY", " https://localhost:17888 ;http://localhost:15888; ").Select(url => url.Port));

    [Theory]
    [InlineData("localhost:15888")]
    [InlineData("15888")]
    [InlineData("ftp://localhost:1")]
    [InlineData("http://localhost:65536")]
    [InlineData("http://localhost:-1")]
    [InlineData("http://localhost:port")]
    [InlineData("http://:80")]
    [InlineData("http://localhost:1/path")]
    [InlineData("http://unix:/tmp/socket")]
    [InlineData("http://a b:1")]
    public void Parse_OfWhatIsNone_NamesTheKey(string url)
    {
        var exception = Assert.Throws<DistributedApplicationException>(() => ListenUrl.Parse("KEY", $"http://localhost:1;{url}"));

        Assert.Equal($"KEY must be a URL such as http://localhost:15888, not '{url}'.", exception.Message);
    }

    [Theory]
    [InlineData("http://192.168.1.2:1", "192.168.1.2", true)]
    [InlineData("http://192.168.1.2:1", "192.168.1.3", false)]
    [InlineData("http://my-machine:1", "MY-MACHINE", true)]
    [InlineData("http://my-machine:1", "other", false)]
    [InlineData("http://0.0.0.0:1", "192.168.1.2", true)]
    [InlineData("http://*:1", "[2001:db8::1]", true)]
    [InlineData("http://*:1", "evil.example", false)]
    [InlineData("http://localhost:1", "192.168.1.2", false)]
    public void AllowedHosts_OfAConfiguredUrl_AreItsHost(string url, string host, bool isAdmitted)
    {
        var hosts = new AllowedHosts(ListenUrl.Parse("KEY", url));

        Assert.Equal(isAdmitted, hosts.Admit(new HostString(host, 1)));
        Assert.True(hosts.Admit(new HostString("localhost")));
        Assert.False(hosts.Admit(default));
    }
}
