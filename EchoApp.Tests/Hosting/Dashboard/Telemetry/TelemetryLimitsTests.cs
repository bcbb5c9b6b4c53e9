using Aspire.Hosting;
using EchoApp.Hosting.Dashboard.Telemetry;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace EchoApp.Tests.Hosting.Dashboard.Telemetry;

public sealed class TelemetryLimitsTests
{
    [Fact]
    public void Read_OfNothing_IsWhatIsDocumented()
    {
        var limits = Read();

        Assert.Equal((10_000, 10_000, 10_000, 50_000), (limits.MaxLogCount, limits.MaxTraceCount, limits.MaxSpanCount, limits.MaxMetricsCount));
        Assert.Equal((128, 32_768, 192L * 1024 * 1024), (limits.MaxAttributeCount, limits.MaxAttributeLength, limits.MaxBytes));
    }

    [Fact]
    public void Read_OfEachKey_SetsIt()
    {
        var names = typeof(TelemetryLimits).GetProperties().Where(property => property.CanWrite).ToArray();

        var limits = Read([.. names.Select((property, index) => (property.Name, $"{index + 7}"))]);

        Assert.All(names.Select((property, index) => (property, index)), pair => Assert.Equal(pair.index + 7L, Convert.ToInt64(pair.property.GetValue(limits), null)));
    }

    [Theory]
    [InlineData("MaxLogCount", "many", 2147483647, 10_000)]
    [InlineData("MaxTraceCount", "0", 2147483647, 10_000)]
    [InlineData("MaxMetricsCount", "-1", 2147483647, 50_000)]
    [InlineData("MaxAttributeCount", "3000000000", 2147483647, 128)]
    [InlineData("MaxBytes", "1.5", 9223372036854775807, 201_326_592)]
    public void Read_OfWhatIsNoPositiveNumber_NamesTheKeyAndWhatIsRight(string name, string value, long most, long otherwise)
    {
        var exception = Assert.Throws<DistributedApplicationException>(() => Read((name, value)));

        Assert.Equal(
            $"Dashboard:TelemetryLimits:{name} must be a whole number from 1 to {most}, not '{value}'. For example --Dashboard:TelemetryLimits:{name}={otherwise}",
            exception.Message);
    }

    private static TelemetryLimits Read(params (string Name, string Value)[] values) => TelemetryLimits.Read(new ConfigurationBuilder()
        .AddInMemoryCollection(values.Select(pair => KeyValuePair.Create($"Dashboard:TelemetryLimits:{pair.Name}", (string?)pair.Value))).Build());
}
