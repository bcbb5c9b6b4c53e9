using System.Text.Json;
using Xunit;

namespace EchoApp.Tests.Web.Echo;

/// <summary>The service as it runs without a collector, where the server makes no spans of its own.</summary>
public sealed class EchoTraceTests
{
    [Theory]
    [InlineData("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "0af7651916cd43dd8448eb211c80319c")]
    [InlineData("00-00000000000000000000000000000000-b7ad6b7169203331-01", null)]
    [InlineData("nonsense", null)]
    [InlineData("", null)]
    public async Task TraceId_WithoutCollector_IsThatOfTheCaller(string traceParent, string? expected)
    {
        await using var web = await WebProcess.StartAsync();
        using var client = new HttpClient(new SocketsHttpHandler { ActivityHeadersPropagator = null });
        using var request = new HttpRequestMessage(HttpMethod.Get, web.Echo);
        request.Headers.TryAddWithoutValidation("traceparent", traceParent);

        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        using var echo = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        Assert.Equal(expected, echo.RootElement.GetProperty("server").GetProperty("traceId").GetString());
    }
}
