using EchoApp.Publishing.Deployment;
using Xunit;

namespace EchoApp.Tests.Publishing.Deployment;

public sealed class ServiceStateTests
{
    private const string Web = """{"Service":"web","State":"running","Health":"healthy","ExitCode":0,"Publishers":[{"URL":"0.0.0.0","TargetPort":80,"PublishedPort":8080}]}""";
    private const string Store = """{"Service":"store","State":"exited","Health":"","ExitCode":3,"Publishers":null}""";

    [Theory]
    [InlineData($"{Web}\n{Store}\n")]
    [InlineData($"[{Web},{Store}]")]
    public void Parse_OfLinesAndOfAnArray_IsTheSame(string output)
    {
        var services = ServiceState.Parse(output);

        Assert.Equal(["web", "store"], services.Select(service => service.Service));
        Assert.Equal((8080, 80), Assert.Single(services[0].Ports));
        Assert.True(services[0].IsWell);
        Assert.True(services[1].IsBeyondHope);
        Assert.Equal("exited with code 3", services[1].Description);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    public void Parse_OfNothing_IsEmpty(string output) => Assert.Empty(ServiceState.Parse(output));
}
