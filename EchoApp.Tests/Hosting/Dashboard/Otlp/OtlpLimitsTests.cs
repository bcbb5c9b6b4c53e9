using Aspire.Hosting;
using EchoApp.Hosting.Dashboard.Otlp;
using Xunit;

namespace EchoApp.Tests.Hosting.Dashboard.Otlp;

public sealed class OtlpLimitsTests
{
    [Theory]
    [InlineData(nameof(OtlpLimits.MaxRequestBytes), "0")]
    [InlineData(nameof(OtlpLimits.MaxMessageBytes), "-1")]
    [InlineData(nameof(OtlpLimits.MaxConcurrentRequests), "0")]
    [InlineData(nameof(OtlpLimits.MaxWaitingRequests), "-1")]
    [InlineData(nameof(OtlpLimits.ReadTimeout), "00:00:00")]
    public async Task Validate_NonsensicalValue_NamesSettingAndFix(string name, string value)
    {
        var refused = await Assert.ThrowsAsync<DistributedApplicationException>(() => OtlpHost.StartAsync((name, value)));

        Assert.StartsWith($"The setting Dashboard:Otlp:{name} is {value}, but must be ", refused.Message, StringComparison.Ordinal);
    }
}
