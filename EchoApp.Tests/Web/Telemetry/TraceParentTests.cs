using EchoApp.Web.Telemetry;
using Microsoft.Extensions.Primitives;
using Xunit;

namespace EchoApp.Tests.Web.Telemetry;

public sealed class TraceParentTests
{
    private const string TraceId = "0af7651916cd43dd8448eb211c80319c";

    [Theory]
    [InlineData($"00-{TraceId}-b7ad6b7169203331-01")]
    [InlineData($"00-{TraceId}-b7ad6b7169203331-00")]
    [InlineData($"00-{TraceId}-b7ad6b7169203331-ff")]
    [InlineData($"01-{TraceId}-b7ad6b7169203331-01")]
    [InlineData($"cc-{TraceId}-b7ad6b7169203331-01-what-the-future-will-be-like")]
    public void TraceIdOf_AValidField_IsTheOneInIt(string field) => Assert.Equal(TraceId, TraceParent.TraceIdOf(field));

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData($"ff-{TraceId}-b7ad6b7169203331-01")]
    [InlineData($"0-{TraceId}-b7ad6b7169203331-001")]
    [InlineData($"0G-{TraceId}-b7ad6b7169203331-01")]
    [InlineData("00-00000000000000000000000000000000-b7ad6b7169203331-01")]
    [InlineData($"00-{TraceId}-0000000000000000-01")]
    [InlineData("00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01")]
    [InlineData("00-0af7651916cd43dd8448eb211c80319g-b7ad6b7169203331-01")]
    [InlineData("00-0af7651916cd43dd8448eb211c80319\u0661-b7ad6b7169203331-01")]
    [InlineData($"00-{TraceId}-B7AD6B7169203331-01")]
    [InlineData($"00-{TraceId}-b7ad6b7169203331-0")]
    [InlineData($"00-{TraceId}-b7ad6b7169203331-0x")]
    [InlineData($"00-{TraceId}-b7ad6b7169203331-01-")]
    [InlineData($"00-{TraceId}-b7ad6b7169203331-01-more")]
    [InlineData($"01-{TraceId}-b7ad6b7169203331-01more")]
    [InlineData($"00_{TraceId}-b7ad6b7169203331-01")]
    [InlineData($"00-{TraceId}_b7ad6b7169203331-01")]
    [InlineData($"00-{TraceId}-b7ad6b7169203331_01")]
    [InlineData($" 00-{TraceId}-b7ad6b7169203331-01")]
    public void TraceIdOf_WhatIsNotValid_IsNone(string field) => Assert.Null(TraceParent.TraceIdOf(field));

    [Fact]
    public void TraceIdOf_NoFieldOrTwo_IsNone()
    {
        const string Field = $"00-{TraceId}-b7ad6b7169203331-01";

        Assert.Null(TraceParent.TraceIdOf(StringValues.Empty));
        Assert.Null(TraceParent.TraceIdOf(new StringValues([Field, Field])));
        Assert.Null(TraceParent.TraceIdOf($"{Field},{Field}"));
    }
}
