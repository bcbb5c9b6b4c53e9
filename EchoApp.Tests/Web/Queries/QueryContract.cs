using System.Text;
using EchoApp.Tests.Web.Storage;
using EchoApp.Web.Queries;
using EchoApp.Web.Storage;
using Xunit;

namespace EchoApp.Tests.Web.Queries;

/// <summary>What every engine finds: what the language says, whatever way it looks for it.</summary>
public abstract class QueryContract
{
    private const int Seed = 20261129;

    /// <summary>Queries, and what they find of <see cref="ContentSamples.All"/>.</summary>
    private static readonly (string Query, string Found)[] _byMeaning =
    [
        ("json./status=paid", "json unclaimed"),
        ("json./status:AI", "json unclaimed"),
        ("json./status=~paid", "unclaimed"),
        ("json./status=~`(?i)^paid$`", "json unclaimed"),
        ("JSON./status=~`^(paid|refused)$`", "unclaimed gzip"),
        ("json./status!~paid method:post -json./status:paid", "gzip odd scalar broken cut form latin1 parts text bytes nothing"),
        ("json./status:*", "json unclaimed gzip"),
        ("json./STATUS:*", ""),
        ("json.:*", "json unclaimed gzip odd scalar"),
        ("json.=paid", "scalar"),
        ("json./id=17", "json unclaimed"),
        ("json./id=17.0", "json"),
        ("json./id=\"17\"", "unclaimed"),
        ("json./none=\"null\"", ""),
        ("json./items/-:*", ""),
        ("json./items/01:*", ""),
        ("json./odd/half=x\ufffd", "odd"),
        ("json.\"/odd/a\ufffd\"=1", "odd"),
        ("json./odd/pair=😀", "odd"),
        ("json./odd/slash:u", "odd"),
        ("json./odd/huge=1", ""),
        ("json./odd/huge=1e99999999999", "odd"),
        ("json./odd/huge>1", ""),
        ("json./odd/dup=2", "odd"),
        ("json./odd/dup=1", ""),
        ("json./odd/list=`[1e99999999999]`", "odd"),
        ("json./id!=17 json.:*", "gzip odd scalar"),
        ("json./total=12.5", "json unclaimed"),
        ("json./total>12.4", "json gzip"),
        ("json./total>=12.5 json./total<13", "json"),
        ("json./total<=1e3", "json gzip"),
        ("json./big=12345678901234567890", "json"),
        ("json./big>12345678901234567889", "json"),
        ("json./big>12345678901234567890", ""),
        ("json./ok=true", "json"),
        ("json./none=null", "json"),
        ("json./none:*", "json"),
        ("json./note=\"two\\\\nlines\"", ""),
        ("json./note:€", "json"),
        ("json./note=~`^two\\n.*€$`", "json"),
        ("json./items/0/sku=a/b", "json"),
        ("json./items/1/c~0d=\"x y\"", "json"),
        ("json.\"/items/1/\"=empty", "json"),
        ("json./items:sku", "json"),
        ("json./items/0=`{ \"sku\" : \"a\\/b\" }`", "json"),
        ("json./items/2:*", ""),
        ("form.status=paid", "form parts"),
        ("form.status=paid!", "form"),
        ("form.STATUS:*", ""),
        ("form.a.b=\"x y\"", "form"),
        ("form.\"ü\"=€", "form"),
        ("form.ü=é", "latin1"),
        ("form.n>=50", "form"),
        ("form.n>50", ""),
        ("form.n=~^5$", "form"),
        ("form.file:*", ""),
        ("query.page=2", "json"),
        ("query.page>2", "scalar"),
        ("query.page:* -query.page:2", "scalar"),
        ("query.tag=\"b c\"", "json"),
        ("query.empty:*", "json"),
        ("query.empty=~^$", "json"),
        ("path=~`^/(text|bytes)$`", "text bytes"),
        ("target=~`page=[23]$`", "scalar"),
        ("method=~^P path=~x", "text"),
        ("body=~`order-\\d{4}-\\d+`", "text bytes"),
        ("body=~`(?m)^by card$` body:card", "text"),
        ("-body=~.", "nothing"),
        ("header.x-order=~`^\\d+-17, Blue$` path:text", "text"),
        ("header.x-order=~blue", ""),
        ("header=~`^X-Order: .*Blue$` path:text", "text"),
        ("type=~^text/", "text"),
        ("json./status=paid OR form.status=paid", "json unclaimed form parts"),
        ("body:paid (json./status=paid OR body=~order)", "json unclaimed text"),
        ("NOT (json./status:* OR form.status:* OR body=~order) -path=/nothing", "odd scalar broken cut latin1"),
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(3, 500)]
    [InlineData(40, 100)]
    public async Task Search_ForGeneratedQueries_FindsWhatAPlainLookFinds(int bins, int queries)
    {
        var random = new Random(Seed);
        var generated = new GeneratedRequests(random, bins);
        await using var host = await CreateHostAsync();
        await using var store = await host.OpenAsync();
        var stored = await StoreAsync(store, generated, count: 400);
        var found = 0;

        for (var i = 0; i < queries; i++)
        {
            var query = GeneratedQuery.Of(random, generated);
            var expected = stored.Where(query.Holds).Select(request => request.Position).ToList();
            var parsed = Parse(query.Text);
            var (limit, patience) = (random.Next(1, 60), random.Next(3) == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(10));

            var start = random.Next(2) == 0 ? SearchStart.Newest : SearchStart.After(0);
            if (!start.IsForward)
            {
                expected.Reverse();
            }

            var positions = await SearchAllAsync(store, parsed, start, limit, patience);

            Assert.True(expected.SequenceEqual(positions), $"{query.Text}\nfound: {string.Join(' ', positions)}\nexpected: {string.Join(' ', expected)}");
            found += expected.Count is > 0 and < 400 ? 1 : 0;
        }

        // Queries that find nothing or everything show little.
        Assert.True(found > queries / 2, $"{found} of {queries} queries find some.");
    }

    [Fact]
    public async Task Search_ByWhatRequestsMean_FindsThose()
    {
        await using var host = await CreateHostAsync();
        await using var store = await Samples.OpenAsync(host);
        foreach (var request in ContentSamples.All)
        {
            await store.Requests.AppendAsync(request);
        }

        foreach (var (query, found) in _byMeaning)
        {
            var all = await store.Requests.SearchAsync(Parse(query), SearchStart.After(0), 500, TimeSpan.FromSeconds(10), Cancellation);
            var pieces = await SearchAllAsync(store, Parse(query), SearchStart.Newest, 2, TimeSpan.Zero);

            Assert.Equal($"{query} {found}", $"{query} {string.Join(' ', all.Requests.Select(request => request.Record.Target.Split('?')[0][1..]))}");
            Assert.Equal(all.Requests.Select(request => request.Position).Reverse(), pieces);
        }
    }

    [Fact]
    public async Task Search_OfARequestThatANewerVersionHasStored_FindsItByWhatIsKnown()
    {
        await using var host = await CreateHostAsync();
        await using var store = await Samples.OpenAsync(host);
        await store.Requests.AppendAsync(ContentSamples.Unreadable);

        Assert.Empty(await SearchAllAsync(store, Parse("json./status=paid"), SearchStart.Newest, 10, TimeSpan.FromSeconds(10)));
        Assert.Single(await SearchAllAsync(store, Parse("body:paid -json./status=paid"), SearchStart.Newest, 10, TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task Search_ForAPatternThatTakesTooLong_SaysSo()
    {
        await using var host = await CreateHostAsync();
        await using var store = await Samples.OpenAsync(host);
        await store.Requests.AppendAsync(Samples.Request("/", body: ContentSamples.Unhappy));

        var exception = await Assert.ThrowsAsync<QueryTooSlowException>(() => store.Requests.SearchAsync(Parse($"body=~`{ContentSamples.UnhappyPattern}`"), SearchStart.Newest, 10, TimeSpan.FromSeconds(10), Cancellation));

        Assert.StartsWith($"The regular expression {ContentSamples.UnhappyPattern} takes longer than 1 s for the 1000000 bytes of one request.", exception.Message, StringComparison.Ordinal);
        Assert.Single((await store.Requests.SearchAsync(Parse("body=~a+"), SearchStart.Newest, 10, TimeSpan.FromSeconds(10), Cancellation)).Requests);
    }

    [Fact]
    public async Task Search_WhileRequestsCome_GoesThroughThoseThatWereThere()
    {
        await using var host = await CreateHostAsync();
        await using var store = await Samples.OpenAsync(host);
        for (var i = 0; i < 7; i++)
        {
            await store.Requests.AppendAsync(Samples.Request($"/paid/{i}"));
            await store.Requests.AppendAsync(Samples.Request("/other"));
        }

        List<string> targets = [];
        SearchStart? start = SearchStart.Newest;
        while (start is not null)
        {
            var page = await store.Requests.SearchAsync(Parse("path:paid"), start.Value, 3, TimeSpan.FromSeconds(10), Cancellation);
            targets.AddRange(page.Requests.Select(request => request.Record.Target));
            start = page.Next is { } next ? SearchStart.Before(next) : null;
            await store.Requests.AppendAsync(Samples.Request("/paid/late"));
        }

        Assert.Equal(["/paid/6", "/paid/5", "/paid/4", "/paid/3", "/paid/2", "/paid/1", "/paid/0"], targets);
    }

    [Fact]
    public async Task Search_ByAge_FindsWhatCameLateAndWhatWasThereBefore()
    {
        await using var host = await CreateHostAsync();
        await using var store = await Samples.OpenAsync(host);
        foreach (var minutes in (int[])[-600, -60, -59, 0, -300, 1, 2, -61])
        {
            var request = Samples.Request($"/{minutes}");
            await store.Requests.AppendAsync(request with { Record = request.Record with { ReceivedAt = Samples.Time.AddMinutes(minutes) } });
        }

        Assert.Equal(["/2", "/1", "/0", "/-59", "/-60"], await TargetsAsync("age<=1h"));
        Assert.Equal(["/-61", "/-300", "/-600"], await TargetsAsync("age>1h"));
        Assert.Equal(["/-300"], await TargetsAsync("age>4h age<6h"));

        async Task<IEnumerable<string>> TargetsAsync(string query) =>
            (await store.Requests.SearchAsync(QueryParser.Parse(query, Samples.Time), SearchStart.Newest, 100, TimeSpan.FromSeconds(10), Cancellation)).Requests.Select(request => request.Record.Target);
    }

    [Fact]
    public async Task Search_ForNothing_FindsNothingAndOtherwiseEverything()
    {
        await using var host = await CreateHostAsync();
        await using var store = await Samples.OpenAsync(host);
        await store.Requests.AppendAsync(Samples.Request("/1", body: "a"u8.ToArray()));
        await store.Requests.AppendAsync(Samples.Request("/2", body: "b"u8.ToArray()));

        Assert.Equal("0", await CountsAsync(Query.Nothing));
        Assert.Equal("0 0 0", await CountsAsync(new AllOf([Query.Nothing, Parse("path:1")]), new AllOf([Parse("method:post"), Query.Nothing]), new AllOf([Parse("body:a"), Query.Nothing])));
        Assert.Equal("1 1 2", await CountsAsync(new AnyOf([Query.Nothing, Parse("path:1")]), new AnyOf([Parse("body:a"), Query.Nothing]), new AnyOf([Parse("status:200"), Query.Nothing])));
        Assert.Equal("2 2 1", await CountsAsync(new Not(Query.Nothing), new Not(new AllOf([Parse("body:a"), Query.Nothing])), new AllOf([new Not(Query.Nothing), Parse("body:b")])));

        async Task<string> CountsAsync(params Query[] queries)
        {
            List<int> counts = [];
            foreach (var query in queries)
            {
                counts.Add((await SearchAllAsync(store, query, SearchStart.Newest, 10, TimeSpan.FromSeconds(10))).Count);
            }

            return string.Join(' ', counts);
        }
    }

    [Fact]
    public async Task Search_OfWhatIsLong_GoesOnPieceByPiece()
    {
        await using var host = await CreateHostAsync();
        await using var store = await Samples.OpenAsync(host);
        var body = new byte[1024 * 1024];
        body.AsSpan().Fill((byte)'a');
        for (var i = 0; i < 30; i++)
        {
            await store.Requests.AppendAsync(Samples.Request($"/{i}", body: body));
        }

        var first = await store.Requests.SearchAsync(Parse($"body:{new string('a', 100)}b"), SearchStart.Newest, 500, TimeSpan.Zero, Cancellation);

        Assert.Empty(first.Requests);
        Assert.NotNull(first.Next);
        Assert.Equal(30, (await SearchAllAsync(store, Parse("body:aaaa -body:b header:host"), SearchStart.Newest, 20, TimeSpan.FromSeconds(10))).Count);
    }

    [Theory]
    [InlineData("body")]
    [InlineData("target")]
    public async Task Search_WithManyConditionsOnWhatIsLong_IsAnsweredInTime(string field)
    {
        await using var host = await CreateHostAsync();
        await using var store = await Samples.OpenAsync(host);

        // What takes longest: each byte stands as four where it is folded.
        if (field == "body")
        {
            await store.Requests.AppendAsync(Samples.Request("/", body: [.. Enumerable.Repeat((byte)0xff, 1024 * 1024), .. "Paid"u8]));
        }
        else
        {
            await Task.WhenAll(Enumerable.Range(0, 300).Select(i => store.Requests.AppendAsync(Samples.Request($"/{i}/{new string('\u00e9', 8000)}/Paid")).AsTask()));
        }

        var none = string.Join(" OR ", Enumerable.Range(0, 96).Select(i => $"{field}:n{i}"));

        var found = await store.Requests.SearchAsync(Parse($"{field}:paid -({none})"), SearchStart.Newest, 500, TimeSpan.FromSeconds(10), Cancellation);

        Assert.Equal((field == "body" ? 1 : 300, (long?)null), (found.Requests.Count, found.Next));
    }

    [Theory]
    [InlineData("aaaa", "aaab")]
    [InlineData("AbAb", "ababac")]
    public async Task Search_ForWhatNearlyAllOfALongBodyLooksLike_IsAnsweredInTime(string body, string text)
    {
        await using var host = await CreateHostAsync();
        await using var store = await Samples.OpenAsync(host);
        var part = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(body, 256)));
        await store.Requests.AppendAsync(Samples.Request("/", body: [.. Enumerable.Repeat(part, 1024).SelectMany(bytes => bytes)]));
        var started = TimeProvider.System.GetTimestamp();

        // Each of 480 bytes and more, as many as fit into a query.
        var query = Parse(string.Join(" OR ", Enumerable.Range(0, 4).Select(i => $"body:{string.Concat(Enumerable.Repeat(body, 115))}{text}{i}")));

        Assert.Empty((await store.Requests.SearchAsync(query, SearchStart.Newest, 500, TimeSpan.FromSeconds(10), Cancellation)).Requests);
        Assert.InRange(TimeProvider.System.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task Search_ForTextAcrossPieces_FindsItAndNoOther()
    {
        await using var host = await CreateHostAsync();
        await using var store = await Samples.OpenAsync(host);

        // Around the lengths of what is gone through at once, in any engine.
        foreach (var before in (int[])[0, 1, 31, 2000, 4091, 4092, 4093, 4094, 4095, 4096, 4097, 8190, 8191, 8192, 8193, 65_533])
        {
            await store.Requests.AppendAsync(Samples.Request($"/{before}", body: [.. Enumerable.Repeat((byte)'p', before), .. "PaId"u8]));
        }

        await store.Requests.AppendAsync(Samples.Request("/none", body: [.. Enumerable.Repeat((byte)'p', 4095), .. "ai"u8]));

        Assert.Equal(16, (await SearchAllAsync(store, Parse("body:paid"), SearchStart.Newest, 100, TimeSpan.FromSeconds(10))).Count);
        Assert.Single(await SearchAllAsync(store, Parse("body=paid"), SearchStart.Newest, 100, TimeSpan.FromSeconds(10)));
        Assert.Equal(17, (await SearchAllAsync(store, Parse("body:p body:ai -body:aip"), SearchStart.Newest, 100, TimeSpan.FromSeconds(10))).Count);
    }

    [Fact]
    public async Task Search_OfAMethodOfAnyLength_FindsIt()
    {
        await using var host = await CreateHostAsync();
        await using var store = await Samples.OpenAsync(host);
        var name = string.Concat(Enumerable.Range(0, 8000).Select(i => (char)('A' + (i * 7919 % 26))));
        foreach (var method in (string[])[name, name[..^1] + "!", "GET", name[..64]])
        {
            var request = Samples.Request("/");
            Assert.True(await store.Requests.AppendAsync(request with { Record = request.Record with { Method = method } }));
        }

        Assert.Single(await SearchAllAsync(store, Parse("method:get"), SearchStart.Newest, 10, TimeSpan.FromSeconds(10)));
        Assert.Single(await SearchAllAsync(store, Parse($"method:{name[..64]}"), SearchStart.Newest, 10, TimeSpan.FromSeconds(10)));
        Assert.Equal(3, (await SearchAllAsync(store, Parse("-method:get"), SearchStart.Newest, 10, TimeSpan.FromSeconds(10))).Count);
    }

    [Fact]
    public async Task Mark_ChangesWhatIsThereAndStays()
    {
        await using var host = await CreateHostAsync();
        await using var store = await Samples.OpenAsync(host);
        var request = Samples.Request("/1");
        await store.Requests.AppendAsync(request);

        await Task.WhenAll(Enumerable.Range(0, 5).Select(i => Task.Run(
            () => store.Requests.MarkAsync(Samples.Orders, request.Record.Id, marks => marks with { Tags = [.. marks.Tags, $"t{i}"] }, Cancellation), Cancellation)));
        var pinned = await store.Requests.MarkAsync(Samples.Orders, request.Record.Id, marks => marks with { IsPinned = true }, Cancellation);

        Assert.Equal(["t0", "t1", "t2", "t3", "t4"], pinned!.Record.Marks.Tags.Order());
        var found = await store.Requests.FindAsync(Samples.Orders, request.Record.Id, Cancellation);
        Assert.True(found!.Record.Marks.IsPinned);
        Assert.Equal(["t0", "t1", "t2", "t3", "t4"], found.Record.Marks.Tags);
        Assert.Null(await store.Requests.MarkAsync(Samples.Orders, Guid.CreateVersion7(), marks => marks, Cancellation));
    }

    private protected abstract Task<StoreHost> CreateHostAsync();

    private static Query Parse(string text) => QueryParser.Parse(text, Samples.Time);

    private static async Task<List<StoredRequest>> StoreAsync(IStore store, GeneratedRequests generated, int count)
    {
        foreach (var bin in generated.Bins)
        {
            await store.Bins.TryCreateAsync(Samples.Bin(bin.ToString()), 100, Cancellation);
        }

        List<StoredRequest> stored = [];
        for (var i = 0; i < count; i++)
        {
            var request = generated.Request(i);
            await store.Requests.AppendAsync(request);
            var marks = generated.Marks();
            if (marks != Marks.None)
            {
                await store.Requests.MarkAsync(request.Record.Bin, request.Record.Id, _ => marks, Cancellation);
            }

            stored.Add((await store.Requests.FindAsync(request.Record.Bin, request.Record.Id, Cancellation))!);
        }

        return stored;
    }

    private static async Task<List<long>> SearchAllAsync(IStore store, Query query, SearchStart start, int limit, TimeSpan patience)
    {
        List<long> positions = [];
        while (true)
        {
            var found = await store.Requests.SearchAsync(query, start, limit, patience, Cancellation);
            Assert.InRange(found.Requests.Count, 0, limit);
            positions.AddRange(found.Requests.Select(request => request.Position));
            if (found.Next is not { } next)
            {
                return positions;
            }

            Assert.True(start.IsForward ? next > start.Position : next < start.Position);
            start = start with { Position = next };
        }
    }
}
