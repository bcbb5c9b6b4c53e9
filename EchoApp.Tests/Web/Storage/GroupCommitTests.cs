using EchoApp.Web.Storage;
using Xunit;

namespace EchoApp.Tests.Web.Storage;

public sealed class GroupCommitTests
{
    [Fact]
    public async Task Append_OfMoreThanABatch_IsWaitedForOnceWhereTheStoreDoesNotAnswer()
    {
        using var held = new SemaphoreSlim(0);
        var commits = 0;
        var silence = new StoreUnavailableException("The store does not answer.") { IsSilent = true };
        var writer = new GroupCommit(
            batch =>
            {
                held.Wait(Eventually.Deadline);
                commits++;
                batch.ForEach(pending => pending.Failure = silence);
            },
            metrics: null);
        List<Task<bool>> appends = [writer.AppendAsync(Samples.Request("/")).AsTask()];

        // More than go together, which come while it waits for the first.
        appends.AddRange(Enumerable.Range(0, 20).Select(_ => writer.AppendAsync(Samples.Request("/", body: new byte[1024 * 1024])).AsTask()));
        held.Release(100);

        foreach (var append in appends)
        {
            Assert.Same(silence, await Record.ExceptionAsync(() => append));
        }

        Assert.True(writer.End());
        Assert.InRange(commits, 1, 2);
    }
}
