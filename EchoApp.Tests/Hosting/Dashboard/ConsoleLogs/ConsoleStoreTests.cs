using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Dashboard.ConsoleLogs;
using Xunit;

namespace EchoApp.Tests.Hosting.Dashboard.ConsoleLogs;

public sealed class ConsoleStoreTests : IDisposable
{
    private readonly ResourceLoggerService _loggers = new();

    public void Dispose() => _loggers.Dispose();

    [Fact]
    public void Read_OfAll_IsInTheOrderInWhichTheyCame()
    {
        var store = Store();
        Write("web-a", "1");
        Write("job-b", "2");
        Write("web-a", "3");

        var batch = store.Read(ConsoleSelection.All, cursor: 0, limit: 10);

        Assert.Equal(["1", "2", "3"], Texts(batch));
        Assert.Equal([1, 2, 3], batch.Lines.Select(line => line.Sequence));
        Assert.Equal([1, 1, 2], batch.Lines.Select(line => line.Entry.Number));
        Assert.Equal(3, batch.Cursor);
        Assert.Equal(0, batch.Dropped);
    }

    [Fact]
    public void Read_WithALimit_GoesOnWhereItWas()
    {
        var store = Store();
        for (var i = 1; i <= 7; i++)
        {
            Write(i % 2 == 0 ? "web-a" : "job-b", $"{i}");
        }

        var (texts, cursor) = (new List<string>(), 0L);
        for (var batch = store.Read(ConsoleSelection.All, cursor, 3); batch.Lines.Count > 0; batch = store.Read(ConsoleSelection.All, cursor, 3))
        {
            Assert.True(batch.Lines.Count <= 3);
            texts.AddRange(Texts(batch));
            cursor = batch.Cursor;
        }

        Assert.Equal(["1", "2", "3", "4", "5", "6", "7"], texts);
    }

    [Fact]
    public void Read_OfASelection_SkipsOthersAndTheirSequences()
    {
        var store = Store();
        _loggers.SetInstances("web", ["web-a", "web-c"]);
        Write("web-a", "1");
        Write("job-b", "2");
        Write("web-c", "3");

        Assert.Equal(["1", "3"], Texts(store.Read(new ConsoleSelection(["WEB"]), 0, 10)));
        Assert.Equal(["3"], Texts(store.Read(new ConsoleSelection(["web-c"]), 0, 10)));
        Assert.Equal(["2", "3"], Texts(store.Read(new ConsoleSelection(["job-b", "web-c"]), 0, 10)));
        Assert.Empty(store.Read(new ConsoleSelection(["nobody"]), 0, 10).Lines);
        Assert.Equal(3, store.Read(new ConsoleSelection(["job-b"]), 0, 10).Cursor);
    }

    [Fact]
    public void LinesFromBeforeTheInstances_BelongToEachOfThem()
    {
        var store = Store();
        Write("web", "early");
        _loggers.SetInstances("web", ["web-a", "web-c"]);
        Write("web-c", "late");

        Assert.Equal(["early", "late"], Texts(store.Read(new ConsoleSelection(["web"]), 0, 10)));
        Assert.Equal(["early", "late"], Texts(store.Read(new ConsoleSelection(["web-c"]), 0, 10)));
        Assert.Empty(store.Read(new ConsoleSelection(["website-a"]), 0, 10).Lines);
    }

    [Fact]
    public void MoreLinesThanAreKept_TheOldestGo_PerInstance()
    {
        var store = Store(lines: 100);
        Write("quiet-b", "kept");
        for (var i = 1; i <= 250; i++)
        {
            Write("web-a", $"{i}");
        }

        var batch = store.Read(ConsoleSelection.All, 0, 1000);

        Assert.Equal(["kept", .. Enumerable.Range(151, 100).Select(i => $"{i}")], Texts(batch));
        Assert.Equal(150, batch.Dropped);
        Assert.Equal(0, store.Read(new ConsoleSelection(["quiet-b"]), 0, 10).Dropped);
    }

    [Fact]
    public void MoreCharactersThanAreKept_TheOldestGo_ButNeverTheNewest()
    {
        var store = Store(lines: 100, characters: 10);
        Write("web-a", "aaaa");
        Write("web-a", "bbbb");
        Write("web-a", "ccc");
        Assert.Equal(["bbbb", "ccc"], Texts(store.Read(ConsoleSelection.All, 0, 10)));

        Write("web-a", new string('x', 50));

        Assert.Equal([new string('x', 50)], Texts(store.Read(ConsoleSelection.All, 0, 10)));
        Write("web-a", "small");
        Assert.Equal(["small"], Texts(store.Read(ConsoleSelection.All, 0, 10)));
        Assert.Equal(4, store.Read(ConsoleSelection.All, 0, 10).Dropped);
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(1, "5")]
    [InlineData(3, "3 4 5")]
    [InlineData(100, "1 2 3 4 5")]
    public void Tail_IsOfTheWholeSelection(int tail, string expected)
    {
        var store = Store();
        for (var i = 1; i <= 5; i++)
        {
            Write(i % 2 == 0 ? "web-a" : "job-b", $"{i}");
        }

        var cursor = store.CursorOfTail(ConsoleSelection.All, tail);

        Assert.Equal(expected, string.Join(' ', Texts(store.Read(ConsoleSelection.All, cursor, 10))));
    }

    [Fact]
    public void Tail_OfOneOfMany_CountsItsOwnLines()
    {
        var store = Store();
        Write("web-a", "1");
        Write("web-a", "2");
        Write("job-b", "3");
        Write("job-b", "4");
        var web = new ConsoleSelection(["web-a"]);

        Assert.Equal(["2"], Texts(store.Read(web, store.CursorOfTail(web, 1), 10)));
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(1, "3 4")]
    [InlineData(2, "1 2 3 4")]
    [InlineData(100, "early 1 2 3 4")]
    public void TailOfEach_IsOfEachInstance_AndEarlyLinesAreOfTheFirst(int tail, string expected)
    {
        var store = Store();
        Write("web", "early");
        _loggers.SetInstances("web", ["web-a"]);
        Write("job-b", "1");
        Write("web-a", "2");
        Write("web-a", "3");
        Write("job-b", "4");

        var tails = store.TailOfEach(ConsoleSelection.All, tail);

        Assert.Equal(expected, string.Join(' ', Texts(store.Read(ConsoleSelection.All, 0, 10, tails))));
    }

    [Fact]
    public void TailOfEach_LeavesWhatComesLaterAlone()
    {
        var store = Store();
        Write("web-a", "before");
        var tails = store.TailOfEach(ConsoleSelection.All, lines: 0);

        Write("web-a", "after");
        Write("job-b", "new");

        Assert.Equal(["after", "new"], Texts(store.Read(ConsoleSelection.All, 0, 10, tails)));
    }

    [Fact]
    public void EarlyLines_AreNotThoseOfAResourceWhoseNameOnlyBeginsTheSame()
    {
        var store = Store();
        Write("store", "early");
        _loggers.SetInstances("store", ["store-a"]);
        _loggers.SetInstances("store-admin", ["store-admin-b"]);

        Assert.Empty(store.Read(new ConsoleSelection(["store-admin"]), 0, 10).Lines);
        Assert.Empty(store.Read(new ConsoleSelection(["store-admin-b"]), 0, 10).Lines);
        Assert.Equal(["early"], Texts(store.Read(new ConsoleSelection(["STORE-A"]), 0, 10)));
    }

    [Fact]
    public async Task Next_CompletesWithTheNextLine_AndNoneIsLostWhileManyWrite()
    {
        var store = Store(lines: 100_000);
        var writers = Enumerable.Range(0, 4).Select(writer => Task.Run(() =>
        {
            for (var i = 0; i < 5_000; i++)
            {
                Write($"web-{writer}", $"{i}");
            }
        })).ToArray();
        var (count, cursor) = (0, 0L);
        while (count < 20_000)
        {
            var next = store.Next();
            var batch = store.Read(ConsoleSelection.All, cursor, 2_000);
            Assert.Equal(batch.Lines.Select((_, index) => cursor + index + 1), batch.Lines.Select(line => line.Sequence));
            (count, cursor) = (count + batch.Lines.Count, batch.Cursor);
            if (batch.Lines.Count == 0)
            {
                await next.WaitAsync(Eventually.Deadline, TestContext.Current.CancellationToken);
            }
        }

        await Task.WhenAll(writers);
        Assert.Equal(20_000, count);
    }

    private static IEnumerable<string> Texts(ConsoleBatch batch) => batch.Lines.Select(line => line.Entry.Text);

    private ConsoleStore Store(int lines = 1_000, long characters = 1_000_000)
    {
        var store = new ConsoleStore(_loggers, new ConsoleLimits(lines, characters));
        store.Subscribe();
        return store;
    }

    private void Write(string instance, string text) => _loggers.Log(instance).Append(text, isError: false);
}
