using EchoApp.Hosting.Dashboard.Otlp.Protos;
using Google.Protobuf;
using Xunit;

namespace EchoApp.Tests.Hosting.Dashboard.Otlp;

public sealed class RefusalTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_refused_as_a_whole_is_counted_by_its_signal()
    {
        await using var host = await OtlpHost.StartAsync(("MaxRequestBytes", "1000"));
        using var sender = new HttpSender(host.Http);
        using var client = new GrpcClient(host.Grpc);

        using var malformed = await sender.PostAsync("/v1/logs", [0x0A]);
        using var tooLarge = await sender.PostAsync("/v1/logs", new byte[1001]);
        await client.CallAsync(GrpcClient.Traces, [0x0A]);
        await client.CallAsync("/opentelemetry.proto.collector.logs.v1.LogsService/Import", []);

        Assert.Equal((2, 1, 0), (host.Status.Logs.Refused, host.Status.Traces.Refused, host.Status.Metrics.Refused));
    }

    [Fact]
    public async Task What_strangers_send_is_not_counted()
    {
        await using var host = await OtlpHost.StartAsync();
        using var sender = new HttpSender(host.Http, "another key");
        using var client = new GrpcClient(host.Grpc, "another key");

        using var response = await sender.PostAsync("/v1/logs", []);
        await client.CallAsync(GrpcClient.Logs, []);

        Assert.Equal(0, host.Status.Logs.Refused);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_not_taken_is_a_change_for_the_pages(bool isMalformed)
    {
        await using var host = await OtlpHost.StartAsync();
        using var sender = new HttpSender(host.Http);
        var seen = await host.Store.WaitForChangeAsync(-1, Cancellation);

        var body = isMalformed ? [0x0A] : Requests.Traces(new Span()).ToByteArray();

        using var response = await sender.PostAsync("/v1/traces", body);

        await host.Store.WaitForChangeAsync(seen, Cancellation).WaitAsync(Eventually.Deadline, Cancellation);
        Assert.Equal(isMalformed ? (0L, 1L) : (1L, 0L), (host.Status.Traces.Rejected, host.Status.Traces.Refused));
    }
}
