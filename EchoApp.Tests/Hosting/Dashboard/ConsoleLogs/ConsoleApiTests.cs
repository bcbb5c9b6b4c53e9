using System.Net;
using System.Text.Json;
using Aspire.Hosting;
using Xunit;

namespace EchoApp.Tests.Hosting.Dashboard.ConsoleLogs;

public sealed class ConsoleApiTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lines_AreNdjsonWithEveryMember()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var job = await dashboard.Application.Launcher.InstanceAsync("job");
        job.Log.Append("\e[31mred\e[0m <ü>", isError: true);

        using var response = await dashboard.Known.GetAsync("/api/console?tail=1", Cancellation);
        var text = await response.Content.ReadAsStringAsync(Cancellation);

        Assert.Equal("application/x-ndjson", response.Content.Headers.ContentType?.MediaType);
        Assert.EndsWith("}\n", text, StringComparison.Ordinal);
        using var line = JsonDocument.Parse(text);
        Assert.Equal(["seq", "resource", "name", "number", "time", "error", "text"], line.RootElement.EnumerateObject().Select(member => member.Name));
        Assert.Equal(job.Spec.InstanceId, line.RootElement.GetProperty("resource").GetString());
        Assert.Equal("job", line.RootElement.GetProperty("name").GetString());
        Assert.True(line.RootElement.GetProperty("error").GetBoolean());
        Assert.Equal("\e[31mred\e[0m <ü>", line.RootElement.GetProperty("text").GetString());
        Assert.EndsWith("Z", line.RootElement.GetProperty("time").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_OfOneResource_AreItsOwn()
    {
        await using var dashboard = await TestDashboard.StartAsync(Two);
        var one = await dashboard.Application.Launcher.InstanceAsync("one");
        var two = await dashboard.Application.Launcher.InstanceAsync("two");
        one.Log.Append("from one", isError: false);
        two.Log.Append("from two", isError: false);

        Assert.Contains("from one", await dashboard.Known.GetStringAsync("/api/console?resource=one", Cancellation), StringComparison.Ordinal);
        Assert.DoesNotContain("from two", await dashboard.Known.GetStringAsync("/api/console?resource=one", Cancellation), StringComparison.Ordinal);
        Assert.Contains("from two", await dashboard.Known.GetStringAsync($"/api/console?resource={two.Spec.InstanceId}", Cancellation), StringComparison.Ordinal);
        var both = await dashboard.Known.GetStringAsync("/api/console?resource=one&resource=two&tail=2", Cancellation);
        Assert.Contains("from one", both, StringComparison.Ordinal);
        Assert.Contains("from two", both, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tail_IsOfEachInstance()
    {
        await using var dashboard = await TestDashboard.StartAsync(Two);
        var one = await dashboard.Application.Launcher.InstanceAsync("one");
        var two = await dashboard.Application.Launcher.InstanceAsync("two");
        one.Log.Append("last of one", isError: false);
        two.Log.Append("before it", isError: false);
        two.Log.Append("last of two", isError: false);

        var lines = (await dashboard.Known.GetStringAsync("/api/console?tail=1", Cancellation)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(2, lines.Length);
        Assert.Contains("last of one", lines[0], StringComparison.Ordinal);
        Assert.Contains("last of two", lines[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("resource=on", HttpStatusCode.NotFound, "There is no resource 'on'. Did you mean 'one'?")]
    [InlineData("resource=one&resource=three", HttpStatusCode.NotFound, "There is no resource 'three'. There are 'one', 'two'.")]
    [InlineData("tail=x", HttpStatusCode.BadRequest, "tail must be a number of lines, not 'x'.")]
    [InlineData("tail=-1", HttpStatusCode.BadRequest, "tail must be a number of lines, not '-1'.")]
    [InlineData("tail=99999999999", HttpStatusCode.BadRequest, "tail must be a number of lines, not '99999999999'.")]
    [InlineData("follow=yes", HttpStatusCode.BadRequest, "follow must be true or false, not 'yes'.")]
    public async Task WrongQuestion_IsAProblemThatSaysWhat(string query, HttpStatusCode status, string detail)
    {
        await using var dashboard = await TestDashboard.StartAsync(Two);

        using var response = await dashboard.Known.GetAsync($"/api/console?{query}", Cancellation);

        Assert.Equal(detail, await TestDashboard.ProblemAsync(response, status));
    }

    [Fact]
    public async Task ManyLines_AllCome()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var job = await dashboard.Application.Launcher.InstanceAsync("job");
        for (var i = 0; i < 5_000; i++)
        {
            job.Log.Append($"line {i}", isError: false);
        }

        var text = await dashboard.Known.GetStringAsync("/api/console?tail=4500", Cancellation);
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(4_500, lines.Length);
        Assert.Contains("\"line 500\"", lines[0], StringComparison.Ordinal);
        Assert.Contains("\"line 4999\"", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Follow_GivesWhatComesAndEndsWithTheApplication()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var job = await dashboard.Application.Launcher.InstanceAsync("job");
        job.Log.Append("before", isError: false);
        using var response = await dashboard.Known.GetAsync("/api/console?resource=job&tail=1&follow=true", HttpCompletionOption.ResponseHeadersRead, Cancellation);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Cancellation));

        Assert.Contains("before", await LineAsync(reader), StringComparison.Ordinal);
        job.Log.Append("after", isError: false);
        Assert.Contains("after", await LineAsync(reader), StringComparison.Ordinal);

        await dashboard.Application.StopAsync();

        while (await LineAsync(reader) is not null)
        {
        }
    }

    private static void Two(IDistributedApplicationBuilder builder)
    {
        builder.AddExecutable("one", "one", ".");
        builder.AddExecutable("two", "two", ".");
    }

    private static Task<string?> LineAsync(StreamReader reader) => reader.ReadLineAsync(Cancellation).AsTask().WaitAsync(Eventually.Deadline, Cancellation);
}
