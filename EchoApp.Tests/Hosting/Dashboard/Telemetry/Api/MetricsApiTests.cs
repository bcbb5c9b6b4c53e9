using System.Net;
using System.Text.Json;
using EchoApp.Hosting.Dashboard.Telemetry.Metrics;
using EchoApp.Hosting.Dashboard.Telemetry.Model;
using Xunit;

namespace EchoApp.Tests.Hosting.Dashboard.Telemetry.Api;

/// <summary>The clock of the API stands at <see cref="Samples.Time"/> until it is moved.</summary>
public sealed class MetricsApiTests
{
    private const string Requests = "/metrics/data?resource=web&meter=EchoApp&instrument=requests&window=20&points=4";

    [Fact]
    public async Task Metrics_AreATreeOfResourcesMetersAndInstruments()
    {
        await using var site = await TelemetrySite.StartAsync();
        site.Store.AddMetrics([Samples.Point(1, 1, dimension: ["a=1"]), Samples.Point(1, 1, dimension: ["a=2"]), Samples.Point(2, 1, dimension: ["a=2"])]);

        Assert.Equal(
            """{"resources":[{"name":"web","instanceId":"one","displayName":"web","meters":[{"name":"EchoApp","version":"1.0","instruments":[{"name":"requests","description":"What came.","unit":"{request}","kind":"Counter","dimensions":2,"points":3}]}]}],"cursor":3}""",
            await site.GetTextAsync("/metrics"));
    }

    [Fact]
    public async Task Data_OfACounter_AreRatesBySetOfAttributesAndOverall()
    {
        await using var site = await CountersAsync();

        var data = await site.GetAsync(Requests);

        var from = StepAxis.Seconds(Samples.Time);
        Assert.Equal((from, from + 20), (data.GetProperty("from").GetDouble(), data.GetProperty("to").GetDouble()));
        Assert.Equal($"[{from + 5},{from + 10},{from + 15},{from + 20}]", data.GetProperty("times").GetRawText());
        Assert.Equal(
            ["""{"attributes":[{"key":"route","value":"/"}],"values":[1,2,null,null],"total":15}""", """{"attributes":[{"key":"route","value":"/next"}],"values":[3,0,null,null],"total":15}"""],
            data.GetProperty("dimensions").EnumerateArray().Select(dimension => dimension.GetRawText()));
        Assert.Equal("""{"attributes":[],"values":[4,2,null,null],"total":30}""", data.GetProperty("overall").GetRawText());
        Assert.Equal("""[{"key":"route","values":["/","/next"]}]""", data.GetProperty("keys").GetRawText());
        Assert.Equal(("Counter", "{request}"), (data.GetProperty("kind").GetString(), data.GetProperty("unit").GetString()));
    }

    [Theory]
    [InlineData("&dimension=route%3D/", "/")]
    [InlineData("&dimension=route%3D/&dimension=route%3D/next", "/ /next")]
    [InlineData("&dimension=other%3D&dimension=route%3D/next", "/next")]
    [InlineData("&dimension=route%3D/&dimension=other%3Dx", "")]
    public async Task Data_OfSomeAttributes_AreThoseAndAllKeys(string query, string expected)
    {
        await using var site = await CountersAsync();

        var data = await site.GetAsync(Requests + query);

        Assert.Equal(expected, string.Join(' ', data.GetProperty("dimensions").EnumerateArray().Select(dimension => dimension.GetProperty("attributes")[0].GetProperty("value").GetString())));
        Assert.Equal(2, data.GetProperty("keys")[0].GetProperty("values").GetArrayLength());
    }

    [Fact]
    public async Task Data_OfAHistogram_ArePercentilesOfWhatCameInEachStep()
    {
        await using var site = await TelemetrySite.StartAsync();
        site.Store.AddMetrics([Samples.Histogram(9, 60, [10, 20], [4, 0, 0]), Samples.Histogram(11, 120, [10, 20], [8, 0, 0]), Samples.Histogram(14, 260, [10, 20], [8, 10, 0]) with
        {
            Exemplars = [new Exemplar(Samples.Time.AddSeconds(13), 15, Samples.TraceId, Samples.SpanId(1))],
        }]);
        site.Clock.Advance(TimeSpan.FromSeconds(15));

        var data = await site.GetAsync("/metrics/data?resource=web&meter=EchoApp&instrument=duration&window=5&points=1");

        Assert.Equal(
            // Rank 7 of 14 is the third of 10 between 10 and 20.
            """{"attributes":[],"total":null,"counts":[14],"p50":[13],"p90":[18.6],"p99":[19.86],"avg":[14.285714285714286]}""",
            data.GetProperty("overall").GetRawText());
        Assert.Equal(data.GetProperty("overall").GetRawText(), data.GetProperty("dimensions")[0].GetRawText());
        Assert.Equal(
            $$"""[{"time":"2030-01-02T03:04:18Z","value":15,"traceId":"{{Samples.TraceId}}","spanId":"0000000000000001"}]""", data.GetProperty("exemplars").GetRawText());
    }

    [Fact]
    public async Task Data_OfAGauge_AreItsValuesAndNoSum()
    {
        await using var site = await TelemetrySite.StartAsync();
        var gauge = Samples.Instrument(InstrumentKind.Gauge);
        site.Store.AddMetrics([Samples.Point(5, 1, gauge), Samples.Point(15, 2.5, gauge)]);
        site.Clock.Advance(TimeSpan.FromSeconds(20));

        var data = await site.GetAsync("/metrics/data?resource=web&meter=EchoApp&instrument=requests&window=20&points=4");

        Assert.Equal("[1,1,2.5,2.5]", data.GetProperty("dimensions")[0].GetProperty("values").GetRawText());
        Assert.Equal(JsonValueKind.Null, data.GetProperty("overall").ValueKind);
    }

    [Fact]
    public async Task Data_OfSeveralInstances_AreToldApart()
    {
        await using var site = await TelemetrySite.StartAsync();
        site.Store.AddMetrics([Samples.Point(5, 5), Samples.Point(5, 10, Samples.Instrument(instanceId: "two"))]);
        site.Clock.Advance(TimeSpan.FromSeconds(20));

        var all = await site.GetAsync(Requests);
        var two = await site.GetAsync($"{Requests}&instanceId=two");

        Assert.Equal("""[{"key":"service.instance.id","values":["one","two"]}]""", all.GetProperty("keys").GetRawText());
        Assert.Equal("[3,null,null,null]", all.GetProperty("overall").GetProperty("values").GetRawText());
        Assert.Equal("[2,null,null,null]", two.GetProperty("overall").GetProperty("values").GetRawText());
    }

    [Theory]
    [InlineData("resource=wep&meter=EchoApp&instrument=requests", "There are no metrics of a resource 'wep'. Did you mean 'web'?")]
    [InlineData("resource=web&instanceId=x&meter=EchoApp&instrument=requests", "There are no metrics of a resource 'web' with instance id 'x'. There are 'web'.")]
    [InlineData("resource=web&meter=Kestrel&instrument=requests", "'web' has no meter 'Kestrel'. There are 'EchoApp'.")]
    [InlineData("resource=web&meter=EchoApp&instrument=request", "The meter 'EchoApp' has no instrument 'request'. Did you mean 'requests'?")]
    public async Task Data_OfWhatIsNotThere_NamesTheNearest(string query, string detail)
    {
        await using var site = await CountersAsync();

        Assert.Equal(detail, await site.ProblemAsync($"/metrics/data?{query}", HttpStatusCode.NotFound));
    }

    [Theory]
    [InlineData("meter=EchoApp&instrument=requests", "The parameter resource is missing. Write for example resource=web")]
    [InlineData("resource=web&meter=a&instrument=b&window=0", "The parameter window must be a whole number from 1 to 86400, not '0'.")]
    [InlineData("resource=web&meter=a&instrument=b&points=601", "The parameter points must be a whole number from 1 to 600, not '601'.")]
    [InlineData("resource=web&meter=a&instrument=b&dimension=route", "The parameter dimension must be a key, = and a value, not 'route'. Write for example dimension=http.route%3D/next")]
    public async Task Data_OfWhatCannotBeRead_SayWhatIsRight(string query, string detail)
    {
        await using var site = await TelemetrySite.StartAsync();

        Assert.Equal(detail, await site.ProblemAsync($"/metrics/data?{query}", HttpStatusCode.BadRequest));
    }

    // Five seconds to a step: 5 and 10 of the one, 15 and none of the other. The window ends 10 s later.
    private static async Task<TelemetrySite> CountersAsync()
    {
        var site = await TelemetrySite.StartAsync();
        site.Store.AddMetrics(
        [
            Samples.Point(5, 5, dimension: ["route=/"]), Samples.Point(10, 15, dimension: ["route=/"]),
            Samples.Point(5, 15, dimension: ["route=/next"]), Samples.Point(10, 15, dimension: ["route=/next"]),
        ]);
        site.Clock.Advance(TimeSpan.FromSeconds(20));
        return site;
    }
}
