using System.Text;
using EchoApp.Tests.Web.Storage.Postgres;
using Xunit;

namespace EchoApp.Tests.Web.Incidents.Secrets;

/// <summary>
/// Captured credentials: history of webhook testers is full of <c>Authorization</c> and <c>Cookie</c>, and so are their databases, logs and traces
/// (mendhak/docker-http-https-echo#78). A canary is sent in every place where a secret can stand, and looked for in all that is left of it.
/// </summary>
public sealed class SecretTests(PostgresServer postgres)
{
    private const string ShowQuery = "OTEL_DOTNET_EXPERIMENTAL_ASPNETCORE_DISABLE_URL_QUERY_REDACTION";

    private static readonly (string Name, string Value)[] _bins =
    [
        ("Bins__orders__Raw", "false"),
        ("Bins__scripted__Script__Steps__0__Response__Status", "202"), ("Bins__scripted__Script__PerHeader", "Authorization"),
        ("Bins__answering__Response__Body", "{{header.Authorization}} {{query.password}}"), ("Bins__answering__Response__ContentType", "text/html"),
        ("Bins__open__Cors", "*"), ("Bins__open__CloudEvents", "true"),
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // Aspire has spans show queries while developing.
    [Theory]
    [InlineData("false")]
    [InlineData("true")]
    public async Task Canary_WithTheEmbeddedStore_IsFoundNowhere(string showQuery)
    {
        var canary = new Canary();
        using var data = new TemporaryDirectory();
        await using var web = await ToldWeb.StartAsync([("Data__Directory", data.Path), (ShowQuery, showQuery), .. _bins]);

        await SendEverywhereAsync(web, canary);

        Assert.Contains("echoapp.db-wal", Files(data).Select(file => file.Place));
        AssertNowhere(canary, [("the API", await web.ReadApiAsync()), .. Files(data)]);
        await web.EndAsync();
        AssertNowhere(canary, [.. web.Told(), .. Files(data)]);
    }

    [Fact]
    public async Task Canary_WithPostgres_IsFoundNowhere()
    {
        var canary = new Canary();
        using var data = new TemporaryDirectory();
        var database = await postgres.CreateDatabaseAsync();
        await using var web = await ToldWeb.StartAsync([("Data__Directory", data.Path), ("ConnectionStrings__store", database), (ShowQuery, "true"), .. _bins]);

        await SendEverywhereAsync(web, canary);

        AssertNowhere(canary, [("the API", await web.ReadApiAsync())]);
        await web.EndAsync();
        AssertNowhere(canary, [.. web.Told(), .. Files(data), .. await PostgresServer.ReadTablesAsync(database)]);
        Assert.Equal("", await postgres.FindInFilesAsync(database, canary.Texts));
    }

    [Theory]
    [InlineData("false", "true", 503)]
    [InlineData("true", "true", 200)]
    [InlineData("true", "false", 200)]
    public async Task Canary_WithoutAPlaceToStoreIt_IsFoundNowhere(string inMemory, string wire, int status)
    {
        var canary = new Canary();
        using var directory = new TemporaryDirectory();
        await using var web = await ToldWeb.StartAsync([("Data__Directory", $"{directory.Write("file", "")}/data"), ("Capture__InMemory", inMemory), ("Echo__Wire", wire), (ShowQuery, "true"), .. _bins]);

        await web.SendAsync(new SecretRequests(canary).Refused("/b/orders"));
        Assert.All(await web.SendAsync(new SecretRequests(canary).At("/b/orders")), answered => Assert.Equal(status, answered));

        AssertNowhere(canary, [("the API", await web.ReadApiAsync())]);
        await web.EndAsync();
        AssertNowhere(canary, web.Told());
    }

    [Fact]
    public async Task Canary_WhilePostgresIsNotThere_IsFoundNowhere()
    {
        var canary = new Canary();
        using var data = new TemporaryDirectory();
        await using var web = await ToldWeb.StartAsync(
            [("Data__Directory", data.Path), ("ConnectionStrings__store", $"Host=127.0.0.1;Port={FreePort.Choose()};Username=echoapp;Password={canary.Value}"), (ShowQuery, "true"), .. _bins]);

        Assert.All(await web.SendAsync(new SecretRequests(canary).At("/b/orders").Take(20)), answered => Assert.Equal(503, answered));

        await web.EndAsync();
        AssertNowhere(canary, [.. web.Told(), .. Files(data)]);
    }

    /// <summary>That it is found where it is: the search can find it.</summary>
    [Fact]
    public async Task Canary_InABinThatIsRaw_IsFound()
    {
        var canary = new Canary();
        using var data = new TemporaryDirectory();
        var database = await postgres.CreateDatabaseAsync();
        var requests = new SecretRequests(canary).At("/b/raw").ToList();
        foreach (var store in ((string, string)[])[("Data__Directory", data.Path), ("ConnectionStrings__store", database)])
        {
            await using var web = await ToldWeb.StartAsync(store, ("Bins__raw__Raw", "true"));
            Assert.All(await web.SendAsync(requests), status => Assert.Equal(200, status));

            Assert.NotNull(canary.FindIn(await web.ReadApiAsync()));
            await web.EndAsync();
            AssertNowhere(canary, web.Told());
        }

        var file = Assert.Single(Files(data), file => canary.FindIn(file.Bytes) is not null);
        Assert.Equal("echoapp.db", file.Place);
        Assert.All(canary.Texts, text => Assert.True(file.Bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(text)) >= 0));
        Assert.NotNull(canary.FindIn(Assert.Single(await PostgresServer.ReadTablesAsync(database), table => table.Place == "echoapp.requests").Bytes));
        var files = await postgres.FindInFilesAsync(database, canary.Texts);
        Assert.Contains("/base/", files, StringComparison.Ordinal);
        Assert.Contains("/pg_wal/", files, StringComparison.Ordinal);
    }

    private static async Task SendEverywhereAsync(ToldWeb web, Canary canary)
    {
        var requests = new SecretRequests(canary);
        foreach (var (path, status) in ((string, int)[])[("/b/orders", 200), ("/b/scripted/x", 202), ("/b/answering", 200), ("/b/open", 200), ("/b/none", 404), ("/echo", 200)])
        {
            Assert.All(await web.SendAsync(requests.At(path)), answered => Assert.Equal(status, answered));
        }

        Assert.Equal("204, 200", string.Join(", ", await web.SendAsync(requests.Handshakes("/b/open"))));
        Assert.All(await web.SendAsync([.. requests.Refused("/b/orders"), .. requests.Refused("/echo")]), status => Assert.InRange(status, 400, 431));
        Assert.Equal(requests.At("/b/orders").Count(), (await web.Web.RequestsAsync()).Count);
        await Eventually.TrueAsync(async () => (await web.Web.RequestsAsync("recent")).Count + (await web.Web.GetAsync("bins/recent"))["dropped"]!.GetValue<long>() == requests.At("/echo").Count(), "what was echoed is kept");
    }

    /// <summary>Those that have anything in them: the lock of the directory lets nobody look, and is empty.</summary>
    private static IEnumerable<(string Place, byte[] Bytes)> Files(TemporaryDirectory data) =>
        new DirectoryInfo(data.Path).EnumerateFiles("*", SearchOption.AllDirectories).Where(file => file.Length > 0).Select(file => (file.Name, Read(file.FullName)));

    private static byte[] Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static void AssertNowhere(Canary canary, IEnumerable<(string Place, byte[] Bytes)> places)
    {
        foreach (var (place, bytes) in places)
        {
            Assert.True(canary.FindIn(bytes) is not { } found, $"It stands in {place}: {canary.FindIn(bytes)}");
        }
    }
}
