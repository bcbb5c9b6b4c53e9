using EchoApp.Web;
using EchoApp.Web.Telemetry;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace EchoApp.Tests.Web.Telemetry;

public sealed class TraceUrlTests
{
    private const string TraceId = "0af7651916cd43dd8448eb211c80319c";

    [Theory]
    [InlineData("https://dashboard.example/traces/detail/{traceId}", $"https://dashboard.example/traces/detail/{TraceId}")]
    [InlineData("http://localhost:15888/traces/detail/{traceId}", $"http://localhost:15888/traces/detail/{TraceId}")]
    [InlineData("https://grafana.example/explore?left={\"query\":\"{traceId}\"}#{traceId}", $"https://grafana.example/explore?left={{\"query\":\"{TraceId}\"}}#{TraceId}")]
    public void Of_ATraceId_IsTheUrlWithTheIdInIt(string template, string url) => Assert.Equal(url, Read(template).Of(TraceId));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Of_WithoutATemplate_IsNone(string? template) => Assert.Null(Read(template).Of(TraceId));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("00000000000000000000000000000000")]
    [InlineData("0AF7651916CD43DD8448EB211C80319C")]
    [InlineData("0af7651916cd43dd8448eb211c80319c0")]
    [InlineData("0af7651916cd43dd8448eb211c8031/..")]
    public void Of_WhatIsNoTraceId_IsNone(string? id) => Assert.Null(Read("https://a.example/{traceId}").Of(id));

    [Theory]
    [InlineData("https://dashboard.example/traces/detail/")]
    [InlineData("https://dashboard.example/{traceid}")]
    [InlineData("https://dashboard.example/{TraceId}")]
    [InlineData("/traces/detail/{traceId}")]
    [InlineData("dashboard.example/{traceId}")]
    [InlineData("javascript:alert('{traceId}')")]
    [InlineData("file:///{traceId}")]
    [InlineData("ftp://a.example/{traceId}")]
    [InlineData("https:///{traceId}")]
    [InlineData("https://{traceId}")]
    [InlineData("https://a.example:{traceId}/")]
    [InlineData(" https://a.example/{traceId}")]
    [InlineData("https://a.example/{traceId} ")]
    [InlineData("https://a.example/\t{traceId}")]
    [InlineData("{traceId}")]
    public void Read_NoUrlWithAPlaceForTheId_NamesTheSettingTheValueAndTheFix(string template)
    {
        var exception = Assert.Throws<StartupException>(() => Read(template));

        Assert.StartsWith("Telemetry__TraceUrl=", exception.Message, StringComparison.Ordinal);
        Assert.EndsWith(": it must be an http or https URL with {traceId} in it, as in https://dashboard.example/traces/detail/{traceId}.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_AMisspelledName_SaysWhichThereIs()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Telemetry:TraceUlr", "https://a.example/{traceId}")]).Build();

        Assert.Equal("Telemetry__TraceUlr: it is no setting; there is TraceUrl.", Assert.Throws<StartupException>(() => TraceUrlReader.Read(configuration)).Message);
    }

    [Fact]
    public async Task Web_WithoutAPlaceForTheId_EndsWithOneLine()
    {
        await using var web = WebProcess.Launch([], ("Telemetry__TraceUrl", "https://dashboard.example/\u001b[2J"));

        Assert.Equal(1, await web.WaitForExitAsync());
        Assert.StartsWith("Telemetry__TraceUrl=https://dashboard.example/\\u001b[2J: it must be", Assert.Single(web.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.OrdinalIgnoreCase);
        Assert.Empty(web.Output);
    }

    private static TraceUrl Read(string? template) =>
        TraceUrlReader.Read(new ConfigurationBuilder().AddInMemoryCollection([new("Telemetry:TraceUrl", template)]).Build());
}
