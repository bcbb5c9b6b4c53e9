using System.Net;
using Xunit;

namespace EchoApp.Tests.Web.Access;

/// <summary>What a browser does with the pages of EchoApp, as far as its requests go: it keeps the cookie, and follows nothing by itself.</summary>
internal sealed class SessionClient : IDisposable
{
    private readonly HttpClient _client;

    public SessionClient(WebProcess web, string? cookie = null)
    {
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = web.Pages };
        Cookie = cookie;
    }

    /// <summary>Name and value; null for none.</summary>
    public string? Cookie { get; private set; }

    /// <summary>All of the last <c>Set-Cookie</c>.</summary>
    public string? SetCookie { get; private set; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, path, form: null, headers);

    /// <summary>Sends a form of a page of ours.</summary>
    public Task<HttpResponseMessage> PostAsync(string path, string form) => SendAsync(HttpMethod.Post, path, form);

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? form, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (form is not null)
        {
            request.Content = new StringContent(form, System.Text.Encoding.ASCII, "application/x-www-form-urlencoded");
        }

        request.Headers.Add("Accept", "text/html");
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (Cookie is not null)
        {
            request.Headers.Add("Cookie", Cookie);
        }

        var response = await _client.SendAsync(request, Cancellation);
        if (response.Headers.TryGetValues("Set-Cookie", out var set))
        {
            SetCookie = Assert.Single(set);
            Cookie = SetCookie.Split(';')[0] is var pair && pair.EndsWith('=') ? null : pair;
        }

        return response;
    }

    /// <returns>The status of what is asked for.</returns>
    public async Task<HttpStatusCode> StatusAsync(string path = "/api/bins", params (string Name, string Value)[] headers)
    {
        using var response = await GetAsync(path, headers);
        return response.StatusCode;
    }

    /// <summary>Follows a login link.</summary>
    /// <returns>Where its page goes on to.</returns>
    public async Task<string> FollowAsync(string link)
    {
        using var response = await GetAsync(link);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return Assert.Single(response.Headers.GetValues("Refresh"));
    }

    public void Dispose() => _client.Dispose();
}
