namespace EchoApp.Tests.Hosting.Dashboard.Otlp;

/// <param name="HttpStatus">200 unless it is not gRPC at all.</param>
/// <param name="Status">The status of gRPC.</param>
/// <param name="Message">Its text, decoded.</param>
/// <param name="Body">The message without its frame; null where there is none.</param>
internal sealed record GrpcReply(int HttpStatus, string Status, string Message, byte[]? Body)
{
    public static async Task<GrpcReply> ReadAsync(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsByteArrayAsync();
        return new GrpcReply(
            (int)response.StatusCode,
            Header(response, "grpc-status"),
            Uri.UnescapeDataString(Header(response, "grpc-message")),
            body.Length >= 5 ? body[5..] : null);
    }

    private static string Header(HttpResponseMessage response, string name) =>
        response.TrailingHeaders.TryGetValues(name, out var trailer) ? trailer.Single()
        : response.Headers.TryGetValues(name, out var header) ? header.Single()
        : "";
}
