using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Xunit;

namespace EchoApp.Tests.Hosting.Bins;

/// <summary>What bins are declared with.</summary>
public sealed class BinTests
{
    [Fact]
    public void AddBin_WithAName_IsAChildWithItsUrlForAConnectionString()
    {
        var echo = EchoApplication.CreateBuilder().AddEcho("echo");
        var orders = echo.AddBin("Orders").Resource;
        var named = echo.AddBin("other", "some.other_bin").Resource;

        Assert.Same(echo.Resource, orders.Parent);
        Assert.Equal([orders, named], echo.Resource.Bins);
        Assert.Equal(("orders", "some.other_bin"), (orders.BinName, named.BinName));
        Assert.Equal("{echo.bindings.echo.url}/b/some.other_bin", named.ConnectionStringExpression.ValueExpression);
        Assert.Equal(
            [
                ("Host", "{echo.bindings.echo.host}"), ("Port", "{echo.bindings.echo.port}"), ("Uri", "{echo.bindings.echo.url}/b/orders"),
                ("BinName", "orders"),
            ],
            ((IResourceWithConnectionString)orders).GetConnectionProperties().Select(property => (property.Key, property.Value.ValueExpression)));
    }

    [Fact]
    public async Task Environment_OfABin_HasWhatItWasGiven()
    {
        var environment = await EnvironmentAsync(echo =>
        {
            echo.AddBin("plain");
            echo.AddBin("shaped")
                .WithResponse(500)
                .WithResponse(201, "{}", "application/json", new Dictionary<string, string> { ["Retry-After"] = "1" }, TimeSpan.FromSeconds(1.5))
                .WithRetention(requests: 10, age: TimeSpan.FromHours(1), bytes: 0);
            echo.AddBin("scripted").WithScript([new(503) { Times = 2 }, new(202) { Body = "{{id}}" }], perHeader: "webhook-id");
        });

        Assert.Equal(
            [
                "Bins__plain__Raw=false",
                "Bins__scripted__Raw=false",
                "Bins__scripted__Script__PerHeader=webhook-id",
                "Bins__scripted__Script__Steps__0__Response__Status=503",
                "Bins__scripted__Script__Steps__0__Times=2",
                "Bins__scripted__Script__Steps__1__Response__Body={{id}}",
                "Bins__scripted__Script__Steps__1__Response__Status=202",
                "Bins__scripted__Script__Steps__1__Times=1",
                "Bins__shaped__Raw=false",
                "Bins__shaped__Response__Body={}",
                "Bins__shaped__Response__ContentType=application/json",
                "Bins__shaped__Response__Delay=1.5",
                "Bins__shaped__Response__Headers__Retry-After=1",
                "Bins__shaped__Response__Status=201",
                "Bins__shaped__Retention__Age=3600s",
                "Bins__shaped__Retention__Bytes=0",
                "Bins__shaped__Retention__Requests=10",
            ],
            environment.Where(variable => variable.Key.StartsWith("Bins__", StringComparison.Ordinal)).Select(variable => $"{variable.Key}={variable.Value}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Upper")]
    [InlineData("-first")]
    [InlineData("a/b")]
    [InlineData("")]
    public void AddBin_WithANameThatNoBinCanHave_NamesIt(string binName) =>
        AssertRefused($"The bin 'orders' cannot be called '{binName}': it has to be 1 to 64", echo => echo.AddBin("orders", binName));

    [Fact]
    public void AddBin_WithTheNameOfAnother_NamesBoth() =>
        AssertRefused("The bins 'one' and 'two' of 'echo' are both called 'same'.", echo => { echo.AddBin("one", "same"); echo.AddBin("two", "same"); });

    [Fact]
    public void WithResponse_ThatNoBinCanGive_SaysWhyAndNamesTheBin()
    {
        AssertRefused("The bin 'orders' cannot answer so: a status is a number from 200 to 599, not 100.", echo => echo.AddBin("orders").WithResponse(100));
        AssertRefused("The bin 'orders' cannot answer so: a delay is up to 30 seconds, not 00:01:00.", echo => echo.AddBin("orders").WithResponse(delay: TimeSpan.FromMinutes(1)));
        AssertRefused("The bin 'orders' cannot answer so: a content type is that of a body", echo => echo.AddBin("orders").WithResponse(contentType: "text/html"));
        AssertRefused("The bin 'orders' cannot answer so: an answer with status 204 has no body.", echo => echo.AddBin("orders").WithResponse(204, "body"));
        AssertRefused("The bin 'orders' cannot answer so: a body has at most 16384 characters here, not 16385.", echo => echo.AddBin("orders").WithResponse(body: new string('a', 16_385)));
    }

    [Theory]
    [InlineData("no name", "v", "'no name' is no name of a header")]
    [InlineData("X__Y", "v", "the header X__Y cannot be set here")]
    [InlineData("12", "v", "the header 12 cannot be set here")]
    [InlineData("content-type", "v", "the header Content-Type cannot be set: contentType does it")]
    [InlineData("X-Y", "a\r\nb", "the header X-Y must be text in ASCII")]
    public void WithResponse_WithAHeaderThatCannotBeSet_SaysWhy(string name, string value, string why) =>
        AssertRefused($"The bin 'orders' cannot answer so: {why}", echo => echo.AddBin("orders").WithResponse(headers: new Dictionary<string, string> { [name] = value }));

    [Fact]
    public void WithScript_ThatNoBinCanFollow_SaysWhyAndNamesTheBin()
    {
        AssertRefused("The bin 'orders' cannot answer so: a script has 1 to 50 steps, not 0.", echo => echo.AddBin("orders").WithScript([]));
        AssertRefused("The bin 'orders' cannot answer so: step 2 of its script is for 1 to 1000000 requests, not 0.", echo => echo.AddBin("orders").WithScript([new(), new() { Times = 0 }]));
        AssertRefused("The bin 'orders' cannot answer so: 'a b' is no name of a header.", echo => echo.AddBin("orders").WithScript([new()], "a b"));
    }

    [Fact]
    public void WithRetention_ThatMakesNoSense_NamesTheBin()
    {
        AssertRefused("How much the bin 'orders' keeps needs one of requests, age and bytes.", echo => echo.AddBin("orders").WithRetention());
        AssertRefused("The bin 'orders' cannot keep so much", echo => echo.AddBin("orders").WithRetention(requests: -1));
        AssertRefused("The bin 'orders' cannot keep so much", echo => echo.AddBin("orders").WithRetention(age: TimeSpan.FromMilliseconds(10)));
    }

    private static void AssertRefused(string message, Action<IResourceBuilder<EchoResource>> declare) =>
        Assert.StartsWith(message, Assert.Throws<DistributedApplicationException>(() => declare(EchoApplication.CreateBuilder().AddEcho("echo"))).Message, StringComparison.Ordinal);

    private static async Task<IReadOnlyDictionary<string, string>> EnvironmentAsync(Action<IResourceBuilder<EchoResource>> declare)
    {
        var builder = EchoApplication.CreateBuilder();
        var echo = builder.AddEcho("echo");
        declare(echo);
        return await DeclaredEnvironment.ReadAsync(builder, echo.Resource);
    }
}
