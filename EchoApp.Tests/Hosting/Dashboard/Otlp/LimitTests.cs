using System.Net;
using EchoApp.Hosting.Dashboard.Otlp;
using Google.Protobuf;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace EchoApp.Tests.Hosting.Dashboard.Otlp;

public sealed class LimitTests
{
    private const string Requested = nameof(OtlpLimits.MaxRequestBytes);
    private const string Decompressed = nameof(OtlpLimits.MaxMessageBytes);

    [Fact]
    public async Task Over_http_a_request_is_at_most_so_large()
    {
        await using var host = await OtlpHost.StartAsync((Requested, "1000"));
        using var sender = new HttpSender(host.Http);

        using var fits = await sender.PostAsync("/v1/logs", Logs(900));
        using var tooLarge = await sender.PostAsync("/v1/logs", Logs(1100));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.RequestEntityTooLarge), (fits.StatusCode, tooLarge.StatusCode));
        Assert.Contains($"Dashboard:Otlp:{Requested}", (await HttpTests.StatusAsync(tooLarge)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Over_grpc_a_message_is_at_most_so_large()
    {
        await using var host = await OtlpHost.StartAsync((Requested, "1000"));
        using var client = new GrpcClient(host.Grpc);

        var fits = await client.CallAsync(GrpcClient.Logs, Logs(900));
        var tooLarge = await client.CallAsync(GrpcClient.Logs, Logs(1100));

        Assert.Equal(("0", "8"), (fits.Status, tooLarge.Status));
        Assert.Contains(Requested, tooLarge.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_frame_that_claims_four_gigabytes_is_refused_before_they_come()
    {
        await using var host = await OtlpHost.StartAsync();
        using var client = new GrpcClient(host.Grpc);

        var reply = await client.SendAsync(GrpcClient.Logs, [0, 0xFF, 0xFF, 0xFF, 0xFF, 1]);

        Assert.Equal("8", reply.Status);
    }

    [Fact]
    public async Task A_zip_bomb_is_refused_by_both_protocols()
    {
        await using var host = await OtlpHost.StartAsync();
        using var sender = new HttpSender(host.Http);
        using var client = new GrpcClient(host.Grpc);
        var bomb = Compressed.Gzip(new byte[65 * 1024 * 1024]);

        using var response = await sender.PostAsync("/v1/traces", bomb, encoding: "gzip");
        var reply = await client.SendAsync(GrpcClient.Traces, GrpcClient.Frame(bomb, isCompressed: true), "gzip");

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "8"), (response.StatusCode, reply.Status));
        Assert.Contains(Decompressed, reply.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_of_many_megabytes_that_is_within_the_limits_is_taken()
    {
        await using var host = await OtlpHost.StartAsync();
        using var client = new GrpcClient(host.Grpc);
        var message = Requests.Logs([.. Enumerable.Range(0, 1000).Select(_ => Requests.Log(new string('x', 12_000)))]).ToByteArray();

        var plain = await client.CallAsync(GrpcClient.Logs, message);
        var compressed = await client.SendAsync(GrpcClient.Logs, GrpcClient.Frame(Compressed.Gzip(message), isCompressed: true), "gzip");

        Assert.Equal(("0", "0", 0), (plain.Status, compressed.Status, plain.Body!.Length));
    }

    [Fact]
    public async Task Over_http_a_flood_is_told_to_come_again()
    {
        await using var host = await OtlpHost.StartAsync((nameof(OtlpLimits.MaxConcurrentRequests), "1"), (nameof(OtlpLimits.MaxWaitingRequests), "0"));
        using var sender = new HttpSender(host.Http);
        using var client = new GrpcClient(host.Grpc);
        using (await host.Services.GetRequiredService<OtlpAdmission>().EnterAsync(TestContext.Current.CancellationToken))
        {
            using var response = await sender.PostAsync("/v1/logs", []);
            var reply = await client.CallAsync(GrpcClient.Logs, []);

            Assert.Equal((HttpStatusCode.TooManyRequests, "1"), (response.StatusCode, response.Headers.RetryAfter?.ToString()));
            Assert.Equal("14", reply.Status);
            Assert.Equal(2, host.Status.Logs.Refused);
        }

        using var afterwards = await sender.PostAsync("/v1/logs", []);
        Assert.Equal(HttpStatusCode.OK, afterwards.StatusCode);
    }

    [Fact]
    public async Task Many_large_requests_at_once_are_all_taken_one_after_the_other()
    {
        await using var host = await OtlpHost.StartAsync((nameof(OtlpLimits.MaxConcurrentRequests), "3"));
        using var sender = new HttpSender(host.Http);
        var bodies = Enumerable.Repeat(Compressed.Gzip(Logs(3_000_000)), 24);

        var responses = await Task.WhenAll(bodies.Select(body => sender.PostAsync("/v1/logs", body, encoding: "gzip")));

        Assert.All(responses, response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
    }

    [Fact]
    public async Task A_request_that_waits_too_long_is_given_up()
    {
        await using var host = await OtlpHost.StartAsync((nameof(OtlpLimits.MaxConcurrentRequests), "1"), (nameof(OtlpLimits.ReadTimeout), "00:00:00.1"));
        using var sender = new HttpSender(host.Http);
        using var client = new GrpcClient(host.Grpc);
        using var place = await host.Services.GetRequiredService<OtlpAdmission>().EnterAsync(TestContext.Current.CancellationToken);

        using var response = await sender.PostAsync("/v1/logs", []);

        Assert.Equal((HttpStatusCode.RequestTimeout, "4"), (response.StatusCode, (await client.CallAsync(GrpcClient.Logs, [])).Status));
        Assert.Equal(2, host.Status.Logs.Refused);
    }

    private static byte[] Logs(int size) => Requests.Logs(Requests.Log(new string('x', size - Requests.Logs(Requests.Log("")).CalculateSize() - 16))).ToByteArray();
}
