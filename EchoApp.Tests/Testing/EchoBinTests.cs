using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using EchoApp.Testing;
using EchoApp.Tests.Web.Bins;
using Xunit;

namespace EchoApp.Tests.Testing;

/// <summary>What tests are told of a real EchoApp: that all is as expected, or what is not.</summary>
public sealed partial class EchoBinTests : IAsyncLifetime
{
    private BinnedWeb? _web;
    private EchoClient? _client;

    private BinnedWeb Web => _web ?? throw new InvalidOperationException("It has not started.");

    private EchoClient Client => _client ?? throw new InvalidOperationException("It has not started.");

    private EchoBin Orders => Client.Bin("orders");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _web = await BinnedWeb.StartWithOrdersAsync();
        _client = new EchoClient($"Endpoint={Web.Process.Pages};Token={BinnedWeb.Token}");
    }

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        await Web.DisposeAsync();
    }

    [Fact]
    public async Task WaitFor_WhatComes_GivesItAsItCame()
    {
        var waiting = Orders.WaitForAsync(RequestQuery.Post("/paid").WithJson("/order/id", 17), TimeSpan.FromMinutes(1), Cancellation);
        await SendAsync("paid", """{"order":{"id":16}}""");
        await SendAsync("paid?try=1", """{"order":{"id":17}}""", ("X-Event", "paid"), ("x-event", "again"));

        var request = await waiting;

        Assert.Equal(("POST", "/b/orders/paid?try=1", "/b/orders/paid", "orders", 200, "application/json"), (request.Method, request.Target, request.Path, request.Bin, request.Status, request.ContentType));
        Assert.Equal("paid, again", request.Header("X-EVENT"));
        Assert.Null(request.Header("x-none"));
        Assert.Contains(KeyValuePair.Create("Content-Length", "19"), request.Headers);
        Assert.Equal(19, request.BodyLength);
        Assert.Equal("""{"order":{"id":17}}""", await request.ReadTextAsync(Cancellation));
        Assert.Equal(17, (await request.ReadJsonAsync(Cancellation)).GetProperty("order").GetProperty("id").GetInt32());
        Assert.Equal(new Paid(new Order(17)), await request.ReadJsonAsync<Paid>(Cancellation));
        Assert.Equal(DateTimeKind.Utc, request.ReceivedAt.Kind);
    }

    [Fact]
    public async Task WaitFor_Several_GivesThemInOrder()
    {
        var waiting = Orders.WaitForAsync("path:paid", 3, TimeSpan.FromMinutes(1), Cancellation);
        for (var i = 0; i < 4; i++)
        {
            await SendAsync($"paid/{i}", "");
        }

        Assert.Equal(["/b/orders/paid/0", "/b/orders/paid/1", "/b/orders/paid/2"], (await waiting).Select(request => request.Path));
    }

    [Fact]
    public async Task WaitFor_InVain_TellsWhatCameNearest()
    {
        await SendAsync("paid", """{"order":{"id":71}}""", ("X-Event", "paid"));
        await SendAsync("refused?id=17", "none of it");

        var exception = await Assert.ThrowsAsync<EchoAssertionException>(() =>
            Orders.WaitForAsync(RequestQuery.Post("/paid").WithJson("/order/id", 17).And("header.x-event:paid OR query.event=paid"), TimeSpan.FromMilliseconds(1), Cancellation));

        Assert.Equal(
            """
            Expected a request in the bin orders within 0.001 s
                method=POST path=/b/orders/paid json./order/id=17 (header.x-event:paid OR query.event=paid)
            but none has come.
            What came nearest:

            1. POST /b/orders/paid, 19 bytes of application/json, at TIME, answered 200; 3 of 4 conditions held
                 expected json./order/id=17
                      was 71

            2. POST /b/orders/refused?id=17, 10 bytes of application/json, at TIME, answered 200; 1 of 4 conditions held
                 expected path=/b/orders/paid
                      was /b/orders/refused
                 expected json./order/id=17
                      was nothing (The body is not JSON. Not shown as JSON: a value is expected, and not 'o' at byte 1, counted from 0)
                 expected (header.x-event:paid OR query.event=paid)
                      was nothing at query.event (There are the parameters: id)
                      was nothing at header.x-event (There is no such header)
            """,
            Time().Replace(exception.Message, "TIME"),
            ignoreLineEndingDifferences: true);
        Assert.Equal([3, 1], exception.NearMisses.Select(miss => miss.Held));
    }

    [Fact]
    public async Task WaitFor_MoreThanCame_TellsWhichDid()
    {
        await SendAsync("paid/1", "");

        var exception = await Assert.ThrowsAsync<EchoAssertionException>(() => Orders.WaitForAsync("path:paid", 2, TimeSpan.Zero, Cancellation));

        Assert.Equal(
            """
            Expected 2 requests in the bin orders by now
                path:paid
            but only 1 came:
              - POST /b/orders/paid/1, 0 bytes, at TIME, answered 200
            Nothing else has come.
            """,
            Time().Replace(exception.Message, "TIME"),
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public async Task ShouldHaveReceived_ComparesWithWhatIsThere()
    {
        var none = await Assert.ThrowsAsync<EchoAssertionException>(() => Orders.ShouldHaveReceivedAsync("path:paid", Cancellation));
        Assert.EndsWith("but none has come.\nNothing else has come either.", none.Message.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        await SendAsync("paid/1", "");
        await SendAsync("paid/2", "");

        Assert.Equal("/b/orders/paid/1", (await Orders.ShouldHaveReceivedAsync("path:paid", Cancellation)).Path);
        Assert.Equal(2, (await Orders.ShouldHaveReceivedAsync("path:paid", 2, Cancellation)).Count);
        Assert.Empty(await Orders.ShouldHaveReceivedAsync("path:refused", 0, Cancellation));
        Assert.StartsWith("Expected 3 requests in the bin orders by now", (await Assert.ThrowsAsync<EchoAssertionException>(() => Orders.ShouldHaveReceivedAsync("path:paid", 3, Cancellation))).Message, StringComparison.Ordinal);
        var tooMany = await Assert.ThrowsAsync<EchoAssertionException>(() => Orders.ShouldHaveReceivedAsync("path:paid", 1, Cancellation));
        Assert.Equal(
            """
            Expected a request in the bin orders by now
                path:paid
            but there are 2 or more:
              - POST /b/orders/paid/1, 0 bytes, at TIME, answered 200
              - POST /b/orders/paid/2, 0 bytes, at TIME, answered 200
            """,
            Time().Replace(tooMany.Message, "TIME"),
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public async Task ShouldNotHaveReceived_OfWhatIsThere_TellsIt()
    {
        await Orders.ShouldNotHaveReceivedAsync(cancellationToken: Cancellation);
        await SendAsync("paid", "");
        await Orders.ShouldNotHaveReceivedAsync("path:refused", Cancellation);

        var exception = await Assert.ThrowsAsync<EchoAssertionException>(() => Orders.ShouldNotHaveReceivedAsync(cancellationToken: Cancellation));

        Assert.StartsWith("Expected no request in the bin orders by now\n    (any)\nbut there is one:\n  - POST /b/orders/paid,", exception.Message.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ShouldStayQuiet_CountsFromNowOn()
    {
        await SendAsync("paid", "");
        await Orders.ShouldStayQuietAsync(TimeSpan.FromMilliseconds(50), cancellationToken: Cancellation);
        var quiet = Orders.ShouldStayQuietAsync(TimeSpan.FromMinutes(5), "path:paid", Cancellation);
        while (!quiet.IsCompleted)
        {
            await SendAsync("refused", "");
            await SendAsync("paid", "");
        }

        var exception = await Assert.ThrowsAsync<EchoAssertionException>(() => quiet);

        Assert.Matches(@"^Expected no request in the bin orders for 300 s\s+path:paid\s+but after [0-9.]+ s one came:\s+- POST /b/orders/paid,", exception.Message);
    }

    [Fact]
    public async Task Bins_OfManyTests_AreSharedByWhatComesFromNowOn()
    {
        await SendAsync("paid", """{"test":1}""");
        var fromNowOn = await Orders.FromNowOnAsync(Cancellation);
        await fromNowOn.ShouldNotHaveReceivedAsync(cancellationToken: Cancellation);

        await SendAsync("paid", """{"test":2}""");

        Assert.Equal("""{"test":2}""", await (await fromNowOn.ShouldHaveReceivedAsync("path:paid", Cancellation)).ReadTextAsync(Cancellation));
        Assert.Equal(2, (await Orders.ShouldHaveReceivedAsync("path:paid", 2, Cancellation)).Count);
    }

    [Fact]
    public async Task Bin_OfOneTest_IsMadeClearedAndDeleted()
    {
        var bin = await Client.CreateBinAsync(cancellationToken: Cancellation);
        Assert.Equal("mine", (await Client.CreateBinAsync("mine", Cancellation)).Name);
        await SendAsync("paid", "", bin: bin.Name);
        await bin.ShouldHaveReceivedAsync(RequestQuery.Post("/paid"), 1, Cancellation);

        await bin.ClearAsync(Cancellation);
        await bin.ShouldNotHaveReceivedAsync(cancellationToken: Cancellation);
        await bin.DeleteAsync(Cancellation);

        Assert.Contains($"There is no bin {bin.Name}.", (await Assert.ThrowsAsync<EchoException>(() => bin.ShouldNotHaveReceivedAsync(cancellationToken: Cancellation))).Message, StringComparison.Ordinal);
        Assert.Contains("has answered 409.", (await Assert.ThrowsAsync<EchoException>(() => Client.CreateBinAsync("mine", Cancellation))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calls_ThatMakeNoSense_SayWhatWould()
    {
        Assert.Contains("q, at character 1: There is no field foo.", (await Assert.ThrowsAsync<EchoException>(() => Orders.WaitForAsync("foo:bar", cancellationToken: Cancellation))).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Orders.WaitForAsync("", 0, cancellationToken: Cancellation));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Orders.WaitForAsync("", 101, cancellationToken: Cancellation));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Orders.WaitForAsync("", TimeSpan.FromMinutes(6), Cancellation));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Orders.ShouldHaveReceivedAsync("", 100, Cancellation));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Orders.ShouldStayQuietAsync(TimeSpan.FromSeconds(-1), cancellationToken: Cancellation));
    }

    [Fact]
    public async Task Client_OfWhatIsNotThere_SaysSo()
    {
        using var stranger = new EchoClient(Web.Process.Pages);
        Assert.EndsWith("The client needs the access token of this EchoApp.", (await Assert.ThrowsAsync<EchoException>(() => stranger.Bin("orders").ShouldNotHaveReceivedAsync(cancellationToken: Cancellation))).Message, StringComparison.Ordinal);
        using var nobody = new EchoClient(new Uri("http://127.0.0.1:1"));
        Assert.StartsWith("EchoApp does not answer at http://127.0.0.1:1/: ", (await Assert.ThrowsAsync<EchoException>(() => nobody.Bin("orders").ShouldNotHaveReceivedAsync(cancellationToken: Cancellation))).Message, StringComparison.Ordinal);
        using var echo = new EchoClient(Web.Process.Echo);
        Assert.StartsWith($"What answers at {Web.Process.Echo} is not EchoApp, or of a version without bins/orders/await.", (await Assert.ThrowsAsync<EchoException>(() => echo.Bin("orders").ShouldNotHaveReceivedAsync(cancellationToken: Cancellation))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wait_ThatIsCancelled_IsCancelled()
    {
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var waiting = Orders.WaitForAsync("path:paid", TimeSpan.FromMinutes(5), cancelled.Token);

        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Theory]
    [InlineData(null, "There is no connection string.")]
    [InlineData(" ", "There is no connection string.")]
    [InlineData("Token=secret", "A connection string of EchoApp has Endpoint=")]
    [InlineData("Endpoint=localhost;Token=secret", "A connection string of EchoApp has Endpoint=")]
    [InlineData("Endpoint=ftp://localhost;Token=secret", "EchoApp is reached over HTTP")]
    [InlineData("secret", "The connection string cannot be read.")]
    public void Client_OfAConnectionStringThatIsNone_SaysWhatIsOne(string? connectionString, string message)
    {
        var exception = Assert.ThrowsAny<ArgumentException>(() => new EchoClient(connectionString));

        Assert.StartsWith(message, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", exception.ToString(), StringComparison.Ordinal);
    }

    private async Task SendAsync(string path, string body, params (string Name, string Value)[] headers) => await SendAsync(path, body, "orders", headers);

    private async Task SendAsync(string path, string body, string bin, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/b/{bin}/{path}") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Content.Headers.ContentType!.CharSet = null;
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await Web.Echo.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private sealed record Paid(Order Order);

    private sealed record Order(int Id);

    [GeneratedRegex(@"\d\d:\d\d:\d\d\.\d{3}Z")]
    private static partial Regex Time();
}
