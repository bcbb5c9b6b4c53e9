using System.Text.Json.Nodes;
using Xunit;

namespace EchoApp.Tests.Web.Bins;

public sealed class DeclaredBinTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Bins_AcrossRestarts_StayWithTheirRequestsAndFollowTheConfiguration()
    {
        using var data = new TemporaryDirectory();
        await using (var first = await BinnedWeb.StartAsync(("Data__Directory", data.Path), ("Bins__orders__Raw", "false"), ("Bins__stays__Raw", "true")))
        {
            using var sent = await first.Echo.GetAsync("/b/orders/1", Cancellation);
            Assert.Equal(0, await first.Process.StopAsync());
        }

        await using var second = await BinnedWeb.StartAsync(("Data__Directory", data.Path), ("Bins__orders__Raw", "true"), ("Bins__new__Raw", "false"));

        var bins = (await second.GetAsync("bins"))["items"]!.AsArray().Select(bin => (Text(bin, "name"), Text(bin, "declared"), Text(bin, "raw")));
        Assert.Equal([("new", "true", "false"), ("orders", "true", "true"), ("stays", "false", "true")], bins);
        Assert.Equal("/b/orders/1", (await second.OnlyRequestAsync())["path"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("Bins__Orders__Raw", "false", "Bins__Orders: a bin's name has 1 to 64 lower-case letters, digits, and '.', '_' or '-' between them.")]
    [InlineData("Bins__orders", "true", "Bins__orders=true: a bin is declared by one of its settings, as in Bins__orders__Raw=false.")]
    [InlineData("Bins__orders__Rwa", "false", "Bins__orders: there is no such member. At $.rwa.")]
    [InlineData("Bins__orders__Raw", "maybe", "Bins__orders: a value is of another type. At $.raw.")]
    [InlineData("Capture__MaxBins", "0", "Capture__MaxBins=0: it must be a whole number from 1 to 1000000.")]
    [InlineData("Capture__Bins", "5", "Capture__Bins: it is no setting; there are CreateOnFirstUse, InMemory, MaxBins, MaxRequestsPerSecond, Recent.")]
    [InlineData("Capture__MaxRequestsPerSecond", "-1", "Capture__MaxRequestsPerSecond=-1: it must be a whole number from 1 to 1000000.")]
    [InlineData("Data__MaxBytes", "10G", "Data__MaxBytes=10G: it must be a whole number of bytes, 1 or more.")]
    [InlineData("Retention__Requests", "many", "Retention__Requests=many: it must be a whole number, or 0 for no limit.")]
    [InlineData("Retention__Age", "1 week", "Retention__Age=1 week: it must be a whole number of seconds, minutes, hours or days, such as 90s, 15m, 12h or 7d, or 0 for no limit.")]
    [InlineData("Retention__TotalBytes", "20000000000", "Retention__TotalBytes=20000000000: it must be at most 10737418240, which is Data__MaxBytes: what is more is refused, and never kept.")]
    [InlineData("Retention__Days", "7", "Retention__Days: it is no setting; there are Age, Bytes, Requests, TotalBytes.")]
    [InlineData("Bins__orders__Retention__Age", "1w", "Bins__orders: retention: age must be a whole number of seconds, minutes, hours or days, such as 90s, 15m, 12h or 7d, or 0 for no limit.")]
    [InlineData("Bins__orders__Retention__Requests", "1.5", "Bins__orders: a value is of another type. At $.retention.requests.")]
    [InlineData("Access__Anonymous", "yes", "Access__Anonymous=yes: it must be true or false.")]
    [InlineData("Access__Tokn", "x", "Access__Tokn: it is no setting; there are Token, Anonymous, Hosts.")]
    [InlineData("Access__Token", "only-15-letters", "Access__Token must have at least 16 characters: a shorter one could be guessed.")]
    [InlineData("Access__Token", "a b", "Access__Token must be ASCII without spaces.")]
    [InlineData("Redaction__FingerprintKey", "short", "Redaction__FingerprintKey must have at least 16 characters: with a shorter one, short secrets could be guessed from their fingerprints.")]
    [InlineData("Redaction__Header", "X", "Redaction:Header is no setting; there are FingerprintKey, FormFields, Headers, JsonMembers, QueryParameters.")]
    [InlineData("ConnectionStrings__store", "Host=localhost", "With ConnectionStrings__store every replica needs the same token for reading: give it in Access__Token, or do without by Access__Anonymous=true.")]
    public async Task Start_WithASettingThatMakesNoSense_EndsWithOneLine(string name, string value, string line)
    {
        await using var web = WebProcess.Launch([], (name, value));

        Assert.Equal(1, await web.WaitForExitAsync());
        Assert.Equal($"{line}\n", web.Error);
    }

    private static string Text(JsonNode? bin, string name) => bin![name]!.ToString();
}
