using System.Net.Http.Headers;
using System.Text;
using EchoApp.Hosting.Dashboard.Otlp;

namespace EchoApp.Tests.Hosting.Dashboard.Otlp;

/// <summary>OTLP/HTTP by hand.</summary>
internal sealed class HttpSender(Uri address, string? key = OtlpHost.Key) : IDisposable
{
    public const string Protobuf = "application/x-protobuf";
    public const string Json = "application/json";

    private readonly HttpClient _client = new() { BaseAddress = address };

    public Task<HttpResponseMessage> PostJsonAsync(string path, string json) => PostAsync(path, Encoding.UTF8.GetBytes(json), Json);

    public async Task<HttpResponseMessage> PostAsync(string path, byte[] body, string contentType = Protobuf, string? encoding = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        if (encoding is not null)
        {
            request.Content.Headers.ContentEncoding.Add(encoding);
        }

        if (key is not null)
        {
            request.Headers.Add(OtlpApiKey.Header, key);
        }

        return await _client.SendAsync(request);
    }

    public void Dispose() => _client.Dispose();
}
