using System.Net.Http.Headers;
using System.Text.Json;
using Aspire.Hosting.ApplicationModel;

namespace EchoApp.Hosting.Commands;

/// <summary>A bin, as the commands use it.</summary>
internal sealed class BinClient(EchoBinResource bin, HttpClient http)
{
    /// <summary>Where the echo is, without a slash at its end.</summary>
    public string EchoUrl => bin.Parent.PrimaryEndpoint.Url;

    /// <exception cref="HttpRequestException">Nobody answers.</exception>
    public Task<HttpResponseMessage> SendAsync(HttpContent content, CancellationToken cancellationToken) =>
        http.PostAsync(new Uri($"{EchoUrl}/b/{bin.BinName}/sample"), content, cancellationToken);

    /// <returns>The answer of the API: how many requests were deleted.</returns>
    /// <exception cref="HttpRequestException">It cannot be done.</exception>
    public async Task<string> ClearAsync(CancellationToken cancellationToken)
    {
        using var answer = await AskAsync(HttpMethod.Delete, "/requests", cancellationToken);
        return (await answer.Content.ReadAsStringAsync(cancellationToken)).Trim();
    }

    /// <returns>The request that came last, with what of its body is kept; null where there is none.</returns>
    /// <exception cref="HttpRequestException">It cannot be read.</exception>
    public async Task<LatestRequest?> FindLatestAsync(CancellationToken cancellationToken)
    {
        using var list = await ReadAsync("/requests?limit=1", cancellationToken);
        if (list.RootElement.GetProperty("items").EnumerateArray().FirstOrDefault() is not { ValueKind: JsonValueKind.Object } item)
        {
            return null;
        }

        var path = $"/requests/{item.GetProperty("id").GetString()}";
        using var request = await ReadAsync(path, cancellationToken);
        using var body = await AskAsync(HttpMethod.Get, $"{path}/body", cancellationToken);
        return LatestRequest.Read(request.RootElement, await body.Content.ReadAsByteArrayAsync(cancellationToken));
    }

    private async Task<JsonDocument> ReadAsync(string path, CancellationToken cancellationToken)
    {
        using var answer = await AskAsync(HttpMethod.Get, path, cancellationToken);
        return JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(cancellationToken));
    }

    private async Task<HttpResponseMessage> AskAsync(HttpMethod method, string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, $"{bin.Parent.PagesEndpoint.Url}{bin.ApiPath}{path}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await bin.Parent.TokenParameter.GetValueAsync(cancellationToken));
        return (await http.SendAsync(request, cancellationToken)).EnsureSuccessStatusCode();
    }
}
