using System.Net;
using System.Text;
using EchoApp.Web.Bins;
using EchoApp.Web.Listeners;
using EchoApp.Web.Storage;

namespace EchoApp.Web.Inspector.Empty;

/// <summary>Sends a request to a bin of this process, as anybody would: through the echo's listener.</summary>
internal sealed class SampleSender(ListenerSockets sockets, TimeProvider time) : IDisposable
{
    /// <summary>After which the reader is told that there is no answer yet: bins may take their time, and have kept the request by then.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);

    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, ActivityHeadersPropagator = null })
    {
        Timeout = TimeSpan.FromSeconds(BinSettingsRules.LongestDelay + 10),
    };

    /// <returns>The status of the answer; null where none came in a while.</returns>
    /// <exception cref="HttpRequestException">It could not be sent.</exception>
    public async Task<HttpStatusCode?> SendAsync(BinName bin)
    {
        var sending = PostAsync(bin);
        return await Task.WhenAny(sending, Task.Delay(_patience, time)) == sending ? await sending : null;
    }

    public void Dispose() => _client.Dispose();

    private async Task<HttpStatusCode> PostAsync(BinName bin)
    {
        var body = $$"""{"message":"Hello from EchoApp","bin":"{{bin}}","sentAt":"{{time.GetUtcNow().UtcDateTime:O}}"}""";
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://{Reachable(sockets.Echo[0])}{BinPath.Of(bin)}/hello?from=EchoApp");
        request.Headers.UserAgent.ParseAdd($"EchoApp/{ProductVersion.Short}");
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return response.StatusCode;
    }

    private static IPEndPoint Reachable(IPEndPoint listening) => new(new ListenAddress(listening.Address, Required: true).Reachable, listening.Port);
}
