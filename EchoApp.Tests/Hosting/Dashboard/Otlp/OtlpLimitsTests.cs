using Aspire.Hosting;
using EchoApp.Hosting.Dashboard.Otlp;
using Xunit;

namespace EchoApp.Tests.Hosting.Dashboard.Otlp;

public sealed class OtlpLimitsTests
{
    private const string Bytes = "a whole number from 1 to 1073741824";
    private const string Time = "a time of more than 00:00:00 and at most 1.00:00:00";

    [Theory]
    [InlineData(nameof(OtlpLimits.MaxRequestBytes), "0", Bytes, "16777216")]
    [InlineData(nameof(OtlpLimits.MaxRequestBytes), "16MB", Bytes, "16777216")]
    [InlineData(nameof(OtlpLimits.MaxMessageBytes), "-1", Bytes, "67108864")]
    [InlineData(nameof(OtlpLimits.MaxMessageBytes), "3000000000", Bytes, "67108864")]
    [InlineData(nameof(OtlpLimits.MaxConcurrentRequests), "0", "a whole number from 1 to 1024", "8")]
    [InlineData(nameof(OtlpLimits.MaxWaitingRequests), "many", "a whole number from 0 to 65536", "64")]
    [InlineData(nameof(OtlpLimits.ReadTimeout), "00:00:00", Time, "00:00:30")]
    [InlineData(nameof(OtlpLimits.ReadTimeout), "30", Time, "00:00:30")]
    [InlineData(nameof(OtlpLimits.ReadTimeout), "soon", Time, "00:00:30")]
    public async Task Read_OfWhatMakesNoSense_NamesTheKeyAndWhatIsRight(string name, string value, string right, string example)
    {
        var refused = await Assert.ThrowsAsync<DistributedApplicationException>(() => OtlpHost.StartAsync((name, value)));

        Assert.Equal($"Dashboard:Otlp:{name} must be {right}, not '{value}'. For example --Dashboard:Otlp:{name}={example}", refused.Message);
    }
}
