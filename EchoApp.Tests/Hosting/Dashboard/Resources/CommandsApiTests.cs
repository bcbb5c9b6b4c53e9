using System.Net;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using EchoApp.Tests.Hosting.Engine;
using Xunit;

namespace EchoApp.Tests.Hosting.Dashboard.Resources;

public sealed class CommandsApiTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stop_OfARunningResource_StopsIt()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        await dashboard.Application.StateAsync("job", "Running");

        using var response = await PostAsync(dashboard, "job", "stop");
        var answer = await TestDashboard.JsonAsync(response);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True(answer.GetProperty("success").GetBoolean());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, answer.GetProperty("message").ValueKind);
        Assert.Equal("Exited", dashboard.Application.Now("job").State?.Text);
    }

    [Fact]
    public async Task Stop_ByName_IsForAllInstancesAndByIdForOne()
    {
        await using var dashboard = await TestDashboard.StartAsync(builder => builder.AddProject<BuiltProject>("web").WithReplicas(3));
        var ids = dashboard.Application.Notifications.Latest("web").Select(latest => latest.ResourceId).ToArray();
        foreach (var id in ids)
        {
            await dashboard.Application.StateAsync(id, "Running");
        }

        using var one = await PostAsync(dashboard, ids[1], "stop");
        var afterOne = ids.Select(id => dashboard.Application.Now(id).State!.Text).ToArray();
        using var all = await PostAsync(dashboard, "web", "stop");

        Assert.Equal(["Running", "Exited", "Running"], afterOne);
        Assert.Equal(HttpStatusCode.OK, all.StatusCode);
        Assert.All(ids, id => Assert.Equal("Exited", dashboard.Application.Now(id).State?.Text));
    }

    [Fact]
    public async Task Command_ThatCannotBeGivenNow_Is409AndSaysWhy()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        await dashboard.Application.StateAsync("job", "Running");

        using var response = await PostAsync(dashboard, "job", "start");

        Assert.Equal("'job' is Running: the command 'start' cannot be given now.", await TestDashboard.ProblemAsync(response, HttpStatusCode.Conflict));
    }

    [Theory]
    [InlineData("throws", "It went wrong.")]
    [InlineData("fails", "It does not want to.")]
    [InlineData("silent", "It failed. The console logs say why.")]
    [InlineData("cancels", "It was cancelled.")]
    public async Task Command_ThatFails_Is409AndSaysWhy(string command, string detail)
    {
        await using var dashboard = await TestDashboard.StartAsync(builder => builder.AddExecutable("job", "job", ".")
            .WithCommand("throws", "Throws", _ => throw new InvalidOperationException("It went wrong."))
            .WithCommand("fails", "Fails", _ => Task.FromResult(CommandResults.Failure("It does not want to.")))
            .WithCommand("silent", "Silent", _ => Task.FromResult(new ExecuteCommandResult { Success = false }))
            .WithCommand("cancels", "Cancels", _ => throw new OperationCanceledException()));

        using var response = await PostAsync(dashboard, "job", command);

        Assert.Equal(detail, await TestDashboard.ProblemAsync(response, HttpStatusCode.Conflict));
    }

    [Theory]
    [InlineData("job", "stopp", "'job' has no command 'stopp'. It has 'start', 'stop', 'restart'.")]
    [InlineData("jobs", "stop", "There is no resource 'jobs'. Did you mean 'job'?")]
    public async Task UnknownCommandOrResource_Is404(string resource, string command, string detail)
    {
        await using var dashboard = await TestDashboard.StartAsync();

        using var response = await PostAsync(dashboard, resource, command);

        Assert.Equal(detail, await TestDashboard.ProblemAsync(response, HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task Command_OfACallerWhoLeaves_GoesOn()
    {
        var begun = new TaskCompletionSource<CancellationToken>(TaskCreationOptions.RunContinuationsAsynchronously);
        var end = new TaskCompletionSource();
        await using var dashboard = await TestDashboard.StartAsync(builder => builder.AddExecutable("job", "job", ".").WithCommand("long", "Long", async context =>
        {
            begun.SetResult(context.CancellationToken);
            await end.Task;
            return CommandResults.Success();
        }));
        using var leaving = new CancellationTokenSource();

        var answer = dashboard.Known.PostAsync("/api/resources/job/commands/long", content: null, leaving.Token);
        var given = await begun.Task.WaitAsync(Eventually.Deadline, Cancellation);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        await dashboard.GetAsync("/api/resources");

        Assert.False(given.IsCancellationRequested);
        end.SetResult();
    }

    private static Task<HttpResponseMessage> PostAsync(TestDashboard dashboard, string resource, string command) =>
        dashboard.Known.PostAsync($"/api/resources/{resource}/commands/{command}", content: null, Cancellation);
}
