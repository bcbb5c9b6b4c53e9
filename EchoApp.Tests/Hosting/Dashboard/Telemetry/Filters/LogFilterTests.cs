using EchoApp.Hosting.Dashboard.Telemetry;
using EchoApp.Hosting.Dashboard.Telemetry.Filters;
using EchoApp.Hosting.Dashboard.Telemetry.Model;
using Xunit;

namespace EchoApp.Tests.Hosting.Dashboard.Telemetry.Filters;

public sealed class LogFilterTests
{
    [Theory]
    [InlineData("", "1 2 3")]
    [InlineData("   ", "1 2 3")]
    [InlineData("CART", "1")]
    [InlineData("billing", "2")] // In the category.
    [InlineData("OutOfMoney", "2")] // In the exception.
    [InlineData("\"two words\"", "3")]
    [InlineData("two words", "3")]
    [InlineData("words two -empty", "3")]
    [InlineData("-cart", "2 3")]
    [InlineData("-\"two words\"", "1 2")]
    [InlineData("level:warning", "2 3")]
    [InlineData("LEVEL:Warn", "2 3")]
    [InlineData("level:information", "1 2 3")]
    [InlineData("level:critical", "")]
    [InlineData("-level:error", "1 3")]
    [InlineData("resource:web", "1 3")]
    [InlineData("resource:WEB-one", "1 3")]
    [InlineData("resource:we*", "1 3")]
    [InlineData("resource:*b*l*", "2")]
    [InlineData("resource:eb", "")]
    [InlineData("trace:4bf9", "1")]
    [InlineData("trace:4BF92f3577b34da6a3ce929d0e0e4736", "1")]
    [InlineData("span:00f0", "1")]
    [InlineData("category:EchoApp.Web*", "1 3")]
    [InlineData("category:echoapp.billing", "2")]
    [InlineData("category:EchoApp", "")]
    [InlineData("event:CartEmptied", "1")]
    [InlineData("-event:*", "2 3")]
    [InlineData("@user.name", "1 3")]
    [InlineData("-@user.name", "2")]
    [InlineData("@user.name:ann", "1")]
    [InlineData("@USER.NAME:ann", "1")]
    [InlineData("@user.name:\"Bob B\"", "3")]
    [InlineData("@\"user.name\":bob*", "3")]
    [InlineData("@user.name:b", "")]
    [InlineData("-@user.name:ann", "2 3")]
    [InlineData("@items:>2", "2 3")]
    [InlineData("@items:>=2", "1 2 3")]
    [InlineData("@items:<10", "1")]
    [InlineData("@items:<=10", "1 2")]
    [InlineData("@items:10", "2")]
    [InlineData("@user.name:>1", "")]
    [InlineData("@note:\"say \\\"hi\\\"\"", "1")]
    [InlineData("@empty:\"\"", "3")]
    [InlineData("http://shop/12:30", "2")]
    [InlineData("12:30", "2")]
    [InlineData("@items:>2 resource:web level:warning", "3")]
    public void Compile_OfAFilter_MatchesWhatItSays(string filter, string expected)
    {
        var store = new TelemetryStore(new TelemetryLimits());
        store.AddLogs(
        [
            Samples.Log("The cart is empty", "web", 9, Samples.TraceId, "user.name=Ann", "items=2", "note=say \"hi\"") with { EventName = "CartEmptied", SpanId = "00f067aa0ba902b7" },
            Samples.Log("See http://shop/12:30", "billing", 17, null, "items=10", "exception.type=Shop.OutOfMoneyException") with { Scope = new TelemetryScope("EchoApp.Billing", null, []) },
            Samples.Log("These are two words", "web", 13, null, "user.name=Bob B", "items=1e3", "empty="),
        ]);

        var matches = LogFilter.Compile(filter);

        Assert.Equal(expected, string.Join(' ', Enumerable.Range(1, 3).Where(number => matches(store.Logs.Ring.Find(number)!))));
    }

    [Theory]
    [InlineData("lvel:warning", 1, "There is no field 'lvel' here. Did you mean level:warning?")]
    [InlineData("a  -resorce:web", 4, "There is no field 'resorce' here. Did you mean resource:web?")]
    [InlineData("user:ann", 1, "There is no field 'user' here. There are level:, resource:, trace:, span:, category:, event:. For an attribute write @user:ann, for text \"user:ann\".")]
    [InlineData("duration:>5ms", 1, "There is no field 'duration' here. Spans and traces have it; here there are level:, resource:, trace:, span:, category:, event:.")]
    [InlineData("level:warnin", 7, "level:warnin is unknown. Did you mean level:warning?")]
    [InlineData("level:x", 7, "level:x is unknown. Known are trace, debug, information, info, warning, warn, error, critical, fatal.")]
    [InlineData("level:>warning", 8, "level: cannot be compared. Write for example level:warning")]
    [InlineData("level:", 7, "After level: comes a value, without a space between.")]
    [InlineData("resource: web", 10, "After resource: comes a value, without a space between.")]
    [InlineData("trace:xyz", 7, "'xyz' is not the beginning of an id: those are hexadecimal, for example trace:4bf92f35")]
    [InlineData("say \"hello", 5, "This quote is not closed. Put a \" at its end.")]
    [InlineData("-", 1, "After - comes what must not hold. To look for a dash put it in quotes: \"-\".")]
    [InlineData("a - b", 3, "After - comes what must not hold. To look for a dash put it in quotes: \"-\".")]
    [InlineData("@", 1, "After @ comes the name of an attribute, for example @http.route.")]
    [InlineData("@:x", 1, "After @ comes the name of an attribute, for example @http.route.")]
    [InlineData("@name:", 7, "After @name: comes a value, without a space between. To find all that have it write @name")]
    [InlineData("@items:>many", 9, "'many' is not a number. Write for example @items:>=100")]
    public void Compile_OfWhatCannotBeRead_SaysWhereAndWhatIsRight(string filter, int position, string message)
    {
        var exception = Assert.Throws<FilterException>(() => LogFilter.Compile(filter));

        Assert.Equal(position, exception.Position);
        Assert.Equal($"Filter, character {position}: {message}", exception.Message);
    }
}
