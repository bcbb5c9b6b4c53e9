using EchoApp.Hosting.Dashboard.Telemetry;
using EchoApp.Hosting.Dashboard.Telemetry.Model;
using EchoApp.Hosting.Dashboard.Telemetry.Storage;
using Xunit;

namespace EchoApp.Tests.Hosting.Dashboard.Telemetry.Storage;

public sealed class LogBoundTests
{
    [Fact]
    public void Logs_OverTheBoundOfTheirResource_DropItsOldestOnly()
    {
        var store = new TelemetryStore(new TelemetryLimits { MaxLogCount = 3 });
        store.AddLogs(Samples.Logs(2, "quiet"));

        var outcome = store.AddLogs(Samples.Logs(5, "busy"));

        Assert.Equal(IngestOutcome.Accepted, outcome);
        Assert.Equal(["quiet 1", "quiet 2", "busy 3", "busy 4", "busy 5"], Messages(store));
        Assert.Equal(new SignalStatus(7, 5, 2, 0, 0, 0), store.Status().Logs);
    }

    [Fact]
    public void Logs_OverTheBytes_DropTheOldestOfAll()
    {
        var store = new TelemetryStore(new TelemetryLimits { MaxBytes = 3 * 10_000 });
        store.AddLogs(Samples.Logs(1, "quiet"));

        store.AddLogs([.. Enumerable.Range(0, 10).Select(_ => Samples.Log(new string('x', 1_000)))]);

        Assert.InRange(store.Logs.Bytes, 1, 10_000);
        Assert.Equal(4, store.Status().Logs.Count);
        Assert.Equal(7, store.Status().Logs.Dropped);
        Assert.DoesNotContain("quiet 1", Messages(store));
    }

    [Fact]
    public void Bytes_OfWhatIsDropped_AreGivenBack()
    {
        var store = new TelemetryStore(new TelemetryLimits { MaxLogCount = 1 });
        store.AddLogs([Samples.Log("x")]);
        var bytes = store.Logs.Bytes;

        store.AddLogs([Samples.Log(new string('x', 5_000)), Samples.Log("x")]);

        Assert.Equal(bytes, store.Logs.Bytes);
    }

    [Fact]
    public void Logs_OfTooManyResources_AreRefusedWithTheReason()
    {
        var store = new TelemetryStore(new TelemetryLimits { MaxResourceCount = 1 });

        var outcome = store.AddLogs([Samples.Log("kept"), Samples.Log("not", "other"), Samples.Log("neither", "third")]);

        Assert.Equal(new IngestOutcome(2, "Telemetry of 1 resources is kept already. Raise Dashboard:TelemetryLimits:MaxResourceCount for more."), outcome);
        Assert.Equal(["kept"], Messages(store));
        Assert.Equal(2, store.Status().Logs.Rejected);
    }

    [Fact]
    public void Logs_ThatAreTooLong_AreCutAndCounted()
    {
        var store = new TelemetryStore(new TelemetryLimits { MaxAttributeCount = 2, MaxAttributeLength = 4 });

        store.AddLogs([Samples.Log("ab😀😀", attributes: ["one=12345", "b=2", "c=3"]), Samples.Log("abcd")]);

        var record = store.Logs.Ring.Find(1)!.Record;
        Assert.Equal("ab😀", record.Message);
        Assert.Equal(Samples.Attributes("one=1234", "b=2"), record.Attributes);
        Assert.Equal(1, store.Status().Logs.Truncated);
    }

    [Fact]
    public void Logs_CutInsideOfASurrogatePair_LoseAllOfIt()
    {
        var store = new TelemetryStore(new TelemetryLimits { MaxAttributeLength = 4 });

        store.AddLogs([Samples.Log("abc😀")]);

        Assert.Equal(["abc"], Messages(store));
    }

    [Fact]
    public void Senders_AreSharedByTheirRecords()
    {
        var store = new TelemetryStore(new TelemetryLimits());

        store.AddLogs([Samples.Log()]);
        store.AddLogs([Samples.Log() with { Scope = new TelemetryScope("EchoApp.Web.Pages", null, []) }]);

        var (one, other) = (store.Logs.Ring.Find(1)!, store.Logs.Ring.Find(2)!);
        Assert.Same(one.Sender, other.Sender);
        Assert.Same(one.Record.Resource, other.Record.Resource);
        Assert.Same(one.Record.Scope, other.Record.Scope);
    }

    [Fact]
    public void Status_CountsErrorsAndWarningsOfAnInstanceSinceTheStart()
    {
        var store = new TelemetryStore(new TelemetryLimits { MaxLogCount = 1 });

        store.AddLogs([Samples.Log(severity: 13), Samples.Log(severity: 17), Samples.Log(severity: 21), Samples.Log(severity: 12), Samples.Log(severity: 0)]);

        var sender = Assert.Single(store.Status().Resources);
        Assert.Equal(("web", "one", 2, 1), (sender.Name, sender.InstanceId, sender.Errors, sender.Warnings));
    }

    private static IEnumerable<string> Messages(TelemetryStore store) =>
        RingQuery.Newest(store.Logs.Ring, _ => true, long.MaxValue, 1_000, default).Items.Select(entry => entry.Record.Message);
}
