using EchoApp.Hosting.Dashboard.Otlp.Protos;
using Google.Protobuf;
using Xunit;

namespace EchoApp.Tests.Hosting.Dashboard.Otlp;

public sealed class GrpcTests
{
    [Theory]
    [InlineData(GrpcClient.Logs)]
    [InlineData(GrpcClient.Traces)]
    [InlineData(GrpcClient.Metrics)]
    public async Task An_empty_request_is_taken(string method)
    {
        await using var host = await OtlpHost.StartAsync();
        using var client = new GrpcClient(host.Grpc);

        var reply = await client.CallAsync(method, []);

        Assert.Equal((200, "0"), (reply.HttpStatus, reply.Status));
        Assert.Empty(reply.Body!);
    }

    [Fact]
    public async Task A_compressed_message_is_taken()
    {
        await using var host = await OtlpHost.StartAsync();
        using var client = new GrpcClient(host.Grpc);
        var bad = new Span { Name = "without ids" };

        var reply = await client.SendAsync(
            GrpcClient.Traces, GrpcClient.Frame(Compressed.Gzip(Requests.Traces(bad, Requests.Span("good"), bad).ToByteArray()), isCompressed: true), "gzip", "application/grpc+proto");

        var partial = ExportTraceServiceResponse.Parser.ParseFrom(reply.Body).PartialSuccess;
        Assert.Equal((200, "0", 2), (reply.HttpStatus, reply.Status, partial.RejectedSpans));
        Assert.Contains("no valid trace id", partial.ErrorMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("another key")]
    public async Task A_missing_or_wrong_key_is_refused(string? key)
    {
        await using var host = await OtlpHost.StartAsync();
        using var client = new GrpcClient(host.Grpc, key);

        var reply = await client.CallAsync(GrpcClient.Logs, []);

        Assert.Equal((200, "16"), (reply.HttpStatus, reply.Status));
        Assert.Contains("x-otlp-api-key", reply.Message, StringComparison.Ordinal);
        Assert.Null(reply.Body);
    }

    [Fact]
    public async Task Without_a_key_of_its_own_the_receiver_takes_from_everybody()
    {
        await using var host = await OtlpHost.StartAsync(key: null, []);
        using var client = new GrpcClient(host.Grpc, key: null);

        Assert.Equal("0", (await client.CallAsync(GrpcClient.Logs, [])).Status);
    }

    [Theory]
    [InlineData("/opentelemetry.proto.collector.logs.v1.LogsService/Import")]
    [InlineData("/some.Service/Export")]
    public async Task An_unknown_method_is_not_implemented(string method)
    {
        await using var host = await OtlpHost.StartAsync();
        using var client = new GrpcClient(host.Grpc);

        var reply = await client.CallAsync(method, []);

        Assert.Equal((200, "12"), (reply.HttpStatus, reply.Status));
        Assert.Contains(method, reply.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_encoding_is_not_implemented()
    {
        await using var host = await OtlpHost.StartAsync();
        using var client = new GrpcClient(host.Grpc);

        var reply = await client.SendAsync(GrpcClient.Logs, GrpcClient.Frame([1], isCompressed: true), "zstd");

        Assert.Equal((200, "12"), (reply.HttpStatus, reply.Status));
        Assert.Contains("'zstd'", reply.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, byte[]> Broken => new()
    {
        { "cut off: 0 bytes came", [] },
        { "cut off: 3 bytes came", [0, 0, 0] },
        { "7 bytes of its message did not come", [0, 0, 0, 0, 10, 1, 2, 3] },
        { "begins with 9", [9, 0, 0, 0, 0] },
        { "more in the request than one message", [0, 0, 0, 0, 0, 0, 0, 0, 0, 0] },
        { "does not say how", GrpcClient.Frame([1, 2, 3], isCompressed: true) },
        { "not a protobuf message", GrpcClient.Frame([0x0F, 0x01]) },
        { "middle of a field", GrpcClient.Frame([0x0A, 0x64, 0x00]) },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task What_is_malformed_is_an_invalid_argument(string reason, byte[] body)
    {
        await using var host = await OtlpHost.StartAsync();
        using var client = new GrpcClient(host.Grpc);

        var reply = await client.SendAsync(GrpcClient.Logs, body);

        Assert.Equal((200, "3"), (reply.HttpStatus, reply.Status));
        Assert.Contains(reason, reply.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { 1, 2, 3, 4 })]
    [InlineData(new byte[] { 0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0xFF, 0xFF })]
    [InlineData(new byte[] { 0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0x55 })]
    [InlineData(new byte[] { 0x1F, 0x8B })]
    public async Task What_is_not_gzip_is_an_invalid_argument(byte[] message)
    {
        await using var host = await OtlpHost.StartAsync();
        using var client = new GrpcClient(host.Grpc);

        var reply = await client.SendAsync(GrpcClient.Logs, GrpcClient.Frame(message, isCompressed: true), "gzip");

        Assert.Equal((200, "3"), (reply.HttpStatus, reply.Status));
        Assert.Contains("not valid gzip", reply.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_content_type_is_refused_as_http()
    {
        await using var host = await OtlpHost.StartAsync();
        using var client = new GrpcClient(host.Grpc);

        Assert.Equal(415, (await client.SendAsync(GrpcClient.Logs, [], contentType: "application/grpc+json")).HttpStatus);
    }

    [Fact]
    public async Task Over_http_1_it_says_that_it_needs_http_2()
    {
        await using var host = await OtlpHost.StartAsync();
        using var sender = new HttpSender(host.Http);

        using var response = await sender.PostAsync(GrpcClient.Logs, GrpcClient.Frame([]), "application/grpc");

        Assert.Equal(426, (int)response.StatusCode);
        Assert.Contains("http/protobuf", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
