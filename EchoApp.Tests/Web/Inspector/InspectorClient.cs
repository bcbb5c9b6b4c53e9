using System.Net;
using System.Net.Http.Headers;
using EchoApp.Tests.Web.Bins;
using EchoApp.Tests.Web.Inspector.Detail;
using Xunit;

namespace EchoApp.Tests.Web.Inspector;

/// <summary>A browser at the pages of the inspector that is let in: it sends forms, and follows nothing by itself.</summary>
internal sealed class InspectorClient : IDisposable
{
    private readonly HttpClient _client;

    public InspectorClient(WebProcess web)
    {
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new UriBuilder(web.Pages) { Host = web.Pages.Host == "0.0.0.0" ? "127.0.0.1" : web.Pages.Host, Path = "/inspect/" }.Uri };
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", BinnedWeb.Token);
        _client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <param name="path">Of the page, after <c>/inspect/</c>.</param>
    public async Task<string> GetAsync(string path)
    {
        using var response = await _client.GetAsync(path, Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await ReadAsync(response);
    }

    /// <summary>As scripts of the page ask for it.</summary>
    /// <param name="path">Of the page, after <c>/inspect/</c>.</param>
    public async Task<string> GetPartAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "HX-Request", "true" } } };
        using var response = await _client.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await ReadAsync(response);
    }

    /// <returns>The status, and the markup or where to go on to.</returns>
    public async Task<(HttpStatusCode Status, string Answer)> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var response = await _client.PostAsync(path, form, Cancellation);
        return (response.StatusCode, response.Headers.Location?.OriginalString ?? await ReadAsync(response));
    }

    /// <summary>As scripts of the page send a form.</summary>
    public async Task<string> PostPartAsync(string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = form, Headers = { { "HX-Request", "true" } } };
        using var response = await _client.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await ReadAsync(response);
    }

    public async Task<HttpStatusCode> StatusAsync(string path)
    {
        using var response = await _client.GetAsync(path, Cancellation);
        return response.StatusCode;
    }

    /// <summary>A stream of events.</summary>
    /// <param name="path">Of the stream, after <c>/inspect/</c>.</param>
    /// <param name="lastId">Where to go on from; null for now.</param>
    public async Task<StreamReader> FollowAsync(string path, string? lastId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (lastId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastId);
        }

        var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.ToString());
        return new StreamReader(await response.Content.ReadAsStreamAsync(Cancellation));
    }

    public void Dispose() => _client.Dispose();

    private static async Task<string> ReadAsync(HttpResponseMessage response) => DetailSamples.WithoutSources(WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync(Cancellation)));
}
