using System.Net;
using EchoApp.Tests.Http;
using Xunit;

namespace EchoApp.Tests.Web.Bins.Durability;

/// <summary>On a disk that is full bins refuse what is sent to them, what is there can be deleted, and in its place they take requests again.</summary>
public sealed class FullDiskTests
{
    private const int Mebibytes = 48;
    private const int Long = 500_000;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Disk_FilledByRequests_TakesAsManyAgainAfterEachDeletion()
    {
        await using var disk = await SmallDisk.MountAsync(Mebibytes);
        await using var web = await StartAsync(disk);
        var stored = await SendUntilFullAsync(web, Long);
        Assert.InRange(stored, 10, 80);
        await AssertUnhealthyAsync(web);

        for (var i = 0; i < 3; i++)
        {
            await DeleteAllAsync(web, stored);
            Assert.StartsWith("Healthy\nstore: Healthy, embedded\n", await HealthAsync(web), StringComparison.Ordinal);
            var again = await SendUntilFullAsync(web, Long);
            Assert.InRange(again, stored - 2, stored + 20);
            stored = again;
        }
    }

    [Theory]
    [InlineData(Long, 10)]
    [InlineData(1000, 100)]
    [InlineData(10, 1)]
    public async Task Disk_FilledBySomethingElse_LetsEverythingBeDeletedAndTakesRequestsInItsPlace(int length, int before)
    {
        await using var disk = await SmallDisk.MountAsync(Mebibytes);
        await using var web = await StartAsync(disk);
        for (var i = 0; i < before; i++)
        {
            await AssertTakesAsync(web, length);
        }

        disk.Fill();
        var stored = before + await SendUntilFullAsync(web, length);
        await AssertUnhealthyAsync(web);

        for (var i = 0; i < 3; i++)
        {
            disk.Fill();
            await DeleteOneAsync(web);
            disk.Fill();
            await DeleteAllAsync(web, stored - 1);
            disk.Fill();
            await AssertTakesAsync(web, length);
            stored = 1 + await SendUntilFullAsync(web, length);
        }

        disk.RemoveForeign();
        for (var i = 0; i < 10; i++)
        {
            await AssertTakesAsync(web, length);
        }

        Assert.StartsWith("Healthy\n", await HealthAsync(web), StringComparison.Ordinal);
    }

    /// <summary>As a log that grows does, which is tried again and again.</summary>
    [Fact]
    public async Task Disk_FilledBySomethingElseAllTheTimeWhileRequestsCome_LetsEverythingBeDeleted()
    {
        await using var disk = await SmallDisk.MountAsync(Mebibytes);
        await using var web = await StartAsync(disk);
        var stored = await SendUntilFullAsync(web, Long);
        for (var i = 0; i < 50; i++)
        {
            disk.Fill();
            Assert.Equal(503, (await SendAsync(web, Long)).Status);
        }

        using var end = new CancellationTokenSource();
        var filling = Task.Run(() =>
        {
            while (!end.IsCancellationRequested)
            {
                disk.Fill();
            }
        }, Cancellation);
        await Task.WhenAll(Enumerable.Range(0, 100).Select(async _ => Assert.Equal(503, (await SendAsync(web, Long)).Status)));
        await end.CancelAsync();
        await filling;

        await DeleteAllAsync(web, stored);
        await AssertTakesAsync(web, Long);
    }

    [Fact]
    public async Task Bin_OnADiskThatIsFull_CanBeDeletedAndMadeAgain()
    {
        await using var disk = await SmallDisk.MountAsync(Mebibytes);
        await using var web = await BinnedWeb.StartAsync(("Data__Directory", disk.Data));
        Assert.Equal(HttpStatusCode.Created, (await web.SendAsync(HttpMethod.Post, "bins", """{"name": "orders"}""")).Status);
        await SendUntilFullAsync(web, Long);
        disk.Fill();

        Assert.Equal(HttpStatusCode.NoContent, (await web.SendAsync(HttpMethod.Delete, "bins/orders")).Status);
        Assert.Equal(HttpStatusCode.Created, (await web.SendAsync(HttpMethod.Post, "bins", """{"name": "orders"}""")).Status);

        await AssertTakesAsync(web, Long);
        Assert.Single(await web.RequestsAsync());
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("KILL")]
    public async Task Web_StartedOnADiskThatIsFull_ReadsDeletesAndTakesRequestsAgain(string signal)
    {
        await using var disk = await SmallDisk.MountAsync(Mebibytes);
        int stored;
        await using (var web = await StartAsync(disk))
        {
            stored = await SendUntilFullAsync(web, Long);
            await web.Process.SignalAsync(signal);
            await web.Process.WaitForExitAsync();
        }

        disk.Fill();
        await using var next = await StartAsync(disk);

        stored += await SendUntilFullAsync(next, Long);
        Assert.Equal(stored, (await next.RequestsAsync()).Count);
        await DeleteAllAsync(next, stored);
        await AssertTakesAsync(next, Long);
    }

    [Fact]
    public async Task Reserve_IsTheUsersAloneAndHasBlocks()
    {
        await using var disk = await SmallDisk.MountAsync(Mebibytes);
        await using var web = await StartAsync(disk);

        var file = new FileInfo(Path.Combine(disk.Data, "echoapp.reserve"));
        Assert.Equal((UnixFileMode.UserRead | UnixFileMode.UserWrite, 24 * 1024 * 1024), (file.UnixFileMode, file.Length));
        Assert.InRange(disk.Free, 0, (Mebibytes * 1024 * 1024) - file.Length);
    }

    private static Task<BinnedWeb> StartAsync(SmallDisk disk) => BinnedWeb.StartWithOrdersAsync(("Data__Directory", disk.Data));

    private static Task<RawResponse> SendAsync(BinnedWeb web, int length) =>
        web.ExchangeAsync($"POST /b/orders HTTP/1.1\r\nHost: a\r\nContent-Length: {length}\r\n\r\n{new string('x', length)}");

    private static async Task AssertTakesAsync(BinnedWeb web, int length)
    {
        var answer = await SendAsync(web, length);
        Assert.True(answer.Status == 200, answer.Text);
    }

    /// <returns>How many were stored.</returns>
    private static async Task<int> SendUntilFullAsync(BinnedWeb web, int length)
    {
        for (var stored = 0; ; stored++)
        {
            var answer = await SendAsync(web, length);
            if (answer.Status != 200)
            {
                Assert.Equal((503, "5"), (answer.Status, answer.Header("Retry-After")));
                Assert.StartsWith("Not stored, and to be sent again. The store is full", answer.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
                return stored;
            }
        }
    }

    private static async Task DeleteOneAsync(BinnedWeb web) => Assert.Equal(
        HttpStatusCode.NoContent, (await web.SendAsync(HttpMethod.Delete, $"bins/orders/requests/{(await web.RequestsAsync())[0]!["id"]}")).Status);

    private static async Task DeleteAllAsync(BinnedWeb web, int there)
    {
        var (status, json) = await web.SendAsync(HttpMethod.Delete, "bins/orders/requests");
        Assert.Equal((HttpStatusCode.OK, $$"""{"deleted":{{there}}}"""), (status, json!.ToJsonString()));
    }

    private static async Task AssertUnhealthyAsync(BinnedWeb web)
    {
        Assert.StartsWith("Unhealthy\nstore: Unhealthy, it does not answer as it should\n", await HealthAsync(web), StringComparison.Ordinal);
        await Eventually.TrueAsync(() => web.Process.Output.Contains("database or disk is full", StringComparison.Ordinal), "the log says why");
    }

    private static async Task<string> HealthAsync(BinnedWeb web)
    {
        using var response = await web.Api.GetAsync("/health", Cancellation);
        return await response.Content.ReadAsStringAsync(Cancellation);
    }
}
