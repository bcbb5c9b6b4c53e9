using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using EchoApp.Tests.Http;
using Xunit;

namespace EchoApp.Tests.Web.Bins;

/// <summary>EchoApp.Web as a process, and a client that shows its token.</summary>
internal sealed class BinnedWeb : IAsyncDisposable
{
    public const string Token = "of-the-tests-token";

    private BinnedWeb(WebProcess web)
    {
        Process = web;
        Api = new HttpClient { BaseAddress = new Uri(web.Pages, "/api/"), DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", Token) } };
        Echo = new HttpClient { BaseAddress = web.Echo };
    }

    public WebProcess Process { get; }

    /// <summary>At <c>/api/</c> of the pages, with the token.</summary>
    public HttpClient Api { get; }

    /// <summary>At the echo.</summary>
    public HttpClient Echo { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<BinnedWeb> StartAsync(params (string Name, string Value)[] environment) =>
        new(await WebProcess.StartAsync([("Access__Token", Token), ("Redaction__FingerprintKey", "of-the-tests-fingerprint-key"), .. environment]));

    /// <summary>The same with a bin <c>orders</c>.</summary>
    public static Task<BinnedWeb> StartWithOrdersAsync(params (string Name, string Value)[] environment) => StartAsync([("Bins__orders__Raw", "false"), .. environment]);

    /// <summary>Sends exactly these bytes to the echo, and gives its answer.</summary>
    public Task<RawResponse> ExchangeAsync(string request) => RawHttp.ExchangeAsync(Process.EchoEndPoints[0], request, Cancellation);

    public async Task<JsonNode> GetAsync(string path)
    {
        using var response = await Api.GetAsync(path, Cancellation);
        var text = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.True(response.IsSuccessStatusCode, $"{response.StatusCode}: {text}");
        return JsonNode.Parse(text)!;
    }

    /// <summary>What <c>/health</c> says, with any status.</summary>
    public async Task<string> HealthAsync()
    {
        using var response = await Api.GetAsync("/health", Cancellation);
        return await response.Content.ReadAsStringAsync(Cancellation);
    }

    public Task<byte[]> GetBytesAsync(string path) => Api.GetByteArrayAsync(path, Cancellation);

    /// <summary>Sends JSON to the API.</summary>
    /// <returns>The status, and the JSON of the answer; null where that is empty.</returns>
    public async Task<(HttpStatusCode Status, JsonNode? Json)> SendAsync(HttpMethod method, string path, string? json = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json") };
        using var response = await Api.SendAsync(request, Cancellation);
        var text = await response.Content.ReadAsStringAsync(Cancellation);
        return (response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text));
    }

    /// <summary>What a refusal says.</summary>
    public async Task<(HttpStatusCode Status, string Detail)> RefusalAsync(HttpMethod method, string path, string? json = null)
    {
        var (status, problem) = await SendAsync(method, path, json);
        return (status, problem?["detail"]?.GetValue<string>() ?? "");
    }

    /// <summary>The requests of a bin, as one page of the API lists them.</summary>
    public async Task<JsonArray> RequestsAsync(string bin = "orders") => (await GetAsync($"bins/{bin}/requests?limit=500"))["items"]!.AsArray();

    /// <summary>All that is known of the one request of a bin.</summary>
    public async Task<JsonNode> OnlyRequestAsync(string bin = "orders") => await GetAsync($"bins/{bin}/requests/{Assert.Single(await RequestsAsync(bin))!["id"]}");

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        Echo.Dispose();
        await Process.DisposeAsync();
    }
}
