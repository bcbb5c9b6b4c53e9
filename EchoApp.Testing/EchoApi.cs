using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace EchoApp.Testing;

/// <summary>The calls of EchoApp's API that tests make.</summary>
internal sealed class EchoApi : IDisposable
{
    /// <summary>What an answer may take beyond the time that was waited for.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http;

    public EchoApi(Uri endpoint, string? token)
    {
        Endpoint = new Uri($"{endpoint.GetLeftPart(UriPartial.Path).TrimEnd('/')}/");
        _http = new HttpClient { BaseAddress = new Uri(Endpoint, "api/"), Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>With a slash at its end.</summary>
    public Uri Endpoint { get; }

    public async Task<AwaitAnswer> AwaitAsync(string bin, string query, int count, TimeSpan timeout, string? after, CancellationToken cancellationToken)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"{PathOf(bin)}/await?q={Uri.EscapeDataString(query)}&count={count}&timeout={timeout.TotalSeconds:0.######}{(after is null ? "" : $"&after={after}")}");
        return await SendAsync(HttpMethod.Get, path, content: null, EchoJson.Default.AwaitAnswer, timeout, cancellationToken);
    }

    public async Task<string> CreateBinAsync(string? name, CancellationToken cancellationToken)
    {
        using var content = JsonContent.Create(new NamedBin(name), EchoJson.Default.NamedBin);
        return (await SendAsync(HttpMethod.Post, "bins", content, EchoJson.Default.NamedBin, TimeSpan.Zero, cancellationToken)).Name!;
    }

    public async Task DeleteAsync(string path, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(HttpMethod.Delete, path, content: null, TimeSpan.Zero, cancellationToken);
    }

    public async Task<byte[]> ReadBodyAsync(string bin, Guid id, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(HttpMethod.Get, $"{PathOf(bin)}/requests/{id}/body", content: null, TimeSpan.Zero, cancellationToken);
        return await response.Content.ReadAsByteArrayAsync(cancellationToken);
    }

    public void Dispose() => _http.Dispose();

    public static string PathOf(string bin) => $"bins/{Uri.EscapeDataString(bin)}";

    private async Task<T> SendAsync<T>(HttpMethod method, string path, HttpContent? content, JsonTypeInfo<T> type, TimeSpan wait, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(method, path, content, wait, cancellationToken);
        try
        {
            return await response.Content.ReadFromJsonAsync(type, cancellationToken) ?? throw Unexpected(innerException: null);
        }
        catch (JsonException exception)
        {
            throw Unexpected(exception);
        }

        EchoException Unexpected(Exception? innerException) => new($"What answers at {Endpoint} is not EchoApp, or of a version without {path.Split('?')[0]}.", innerException);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content, TimeSpan wait, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        using var overdue = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        overdue.CancelAfter(wait + _patience);
        try
        {
            var response = await _http.SendAsync(request, overdue.Token);
            if (response.IsSuccessStatusCode)
            {
                return response;
            }

            using (response)
            {
                throw new EchoException(await ExplainAsync(response, cancellationToken));
            }
        }
        catch (HttpRequestException exception)
        {
            throw new EchoException($"EchoApp does not answer at {Endpoint}: {exception.Message}", exception);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new EchoException($"EchoApp has not answered at {Endpoint} within {(wait + _patience).TotalSeconds:0} s.", exception);
        }
    }

    private async Task<string> ExplainAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var detail = "";
        try
        {
            detail = (await response.Content.ReadFromJsonAsync(EchoJson.Default.Problem, cancellationToken))?.Detail;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // It is not EchoApp that answers.
        }

        var token = response.StatusCode == HttpStatusCode.Unauthorized ? " The client needs the access token of this EchoApp." : "";
        return $"EchoApp at {Endpoint} has answered {(int)response.StatusCode}. {detail}{token}".TrimEnd();
    }
}
