using System.Net;
using EchoApp.Hosting.Dashboard.Otlp.Protos;
using Google.Protobuf;
using Xunit;
using Status = EchoApp.Hosting.Dashboard.Otlp.Protos.Rpc.Status;

namespace EchoApp.Tests.Hosting.Dashboard.Otlp;

public sealed class HttpTests
{
    [Theory]
    [InlineData("/v1/logs")]
    [InlineData("/v1/traces")]
    [InlineData("/v1/metrics")]
    public async Task An_empty_request_is_taken(string path)
    {
        await using var host = await OtlpHost.StartAsync();
        using var sender = new HttpSender(host.Http);

        using var response = await sender.PostAsync(path, []);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(HttpSender.Protobuf, response.Content.Headers.ContentType?.MediaType);
        Assert.Empty(await BodyAsync(response));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("identity")]
    [InlineData("gzip")]
    public async Task What_is_not_taken_of_a_request_is_in_the_answer(string? encoding)
    {
        await using var host = await OtlpHost.StartAsync();
        using var sender = new HttpSender(host.Http);
        var body = Requests.Traces(new Span(), Requests.Span("good")).ToByteArray();

        using var response = await sender.PostAsync("/v1/traces", encoding == "gzip" ? Compressed.Gzip(body) : body, encoding: encoding);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(1, ExportTraceServiceResponse.Parser.ParseFrom(await BodyAsync(response)).PartialSuccess.RejectedSpans);
        Assert.Equal((1, 1), (host.Status.Traces.Spans, host.Status.Traces.Rejected));
    }

    [Theory]
    [InlineData(HttpSender.Protobuf)]
    [InlineData(HttpSender.Json)]
    public async Task A_wrong_key_is_refused_in_the_format_of_the_request(string contentType)
    {
        await using var host = await OtlpHost.StartAsync();
        using var sender = new HttpSender(host.Http, "another key");

        using var response = await sender.PostAsync("/v1/logs", [], contentType);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(contentType, response.Content.Headers.ContentType?.MediaType);
        var status = await StatusAsync(response);
        Assert.Equal(16, status.Code);
        Assert.Contains("x-otlp-api-key", status.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_key_is_refused()
    {
        await using var host = await OtlpHost.StartAsync();
        using var sender = new HttpSender(host.Http, key: null);

        using var response = await sender.PostAsync("/v1/logs", []);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Theory]
    [InlineData("text/plain", null, "text/plain")]
    [InlineData("application/x-www-form-urlencoded", null, "application/x-protobuf or application/json")]
    [InlineData(HttpSender.Protobuf, "br", "'br'")]
    public async Task Other_formats_and_encodings_are_unsupported(string contentType, string? encoding, string named)
    {
        await using var host = await OtlpHost.StartAsync();
        using var sender = new HttpSender(host.Http);

        using var response = await sender.PostAsync("/v1/logs", [], contentType, encoding);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Contains(named, (await StatusAsync(response)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { 0x0A }, null, "middle of a field")]
    [InlineData(new byte[] { 0x07 }, null, "not a protobuf message")]
    [InlineData(new byte[] { 0x0A, 0x00 }, "gzip", "not valid gzip")]
    public async Task What_is_malformed_is_a_bad_request(byte[] body, string? encoding, string reason)
    {
        await using var host = await OtlpHost.StartAsync();
        using var sender = new HttpSender(host.Http);

        using var response = await sender.PostAsync("/v1/metrics", body, encoding: encoding);

        var status = await StatusAsync(response);
        Assert.Equal((HttpStatusCode.BadRequest, 3), (response.StatusCode, status.Code));
        Assert.Contains(reason, status.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Truncated_gzip_is_a_bad_request()
    {
        await using var host = await OtlpHost.StartAsync();
        using var sender = new HttpSender(host.Http);
        var whole = Compressed.Gzip(Requests.Logs(Requests.Log(new string('x', 5000))).ToByteArray());

        using var response = await sender.PostAsync("/v1/logs", whole[..^12], encoding: "gzip");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("not valid gzip", (await StatusAsync(response)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Anything_but_a_post_is_not_allowed()
    {
        await using var host = await OtlpHost.StartAsync();
        using var client = new HttpClient();

        using var response = await client.GetAsync(new Uri(host.Http, "/v1/logs"), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
    }

    internal static async Task<Status> StatusAsync(HttpResponseMessage response) =>
        response.Content.Headers.ContentType?.MediaType == HttpSender.Json
            ? Status.Parser.ParseJson(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))
            : Status.Parser.ParseFrom(await BodyAsync(response));

    private static Task<byte[]> BodyAsync(HttpResponseMessage response) => response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
}
