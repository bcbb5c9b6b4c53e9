using System.Globalization;
using System.Net;
using System.Text;
using EchoApp.Tests.Http;
using EchoApp.Tests.ServiceDefaults;
using EchoApp.Tests.Web.Bins;
using Xunit;

namespace EchoApp.Tests.Web.Incidents.Secrets;

/// <summary>EchoApp.Web that tells all that it can: to the terminal at the lowest level, and to a collector.</summary>
internal sealed class ToldWeb : IAsyncDisposable
{
    private readonly OtlpReceiver _collector;
    private bool _hasEnded;

    private ToldWeb(BinnedWeb web, OtlpReceiver collector) => (Web, _collector) = (web, collector);

    public BinnedWeb Web { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<ToldWeb> StartAsync(params (string Name, string Value)[] environment)
    {
        var collector = await OtlpReceiver.StartAsync();
        return new ToldWeb(await BinnedWeb.StartAsync(
            [
                ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Url), ("OTEL_EXPORTER_OTLP_PROTOCOL", OtlpReceiver.HttpProtobuf),
                ("Logging__LogLevel__Default", "Trace"), ("Logging__LogLevel__Microsoft", "Trace"),
                ("Logging__Console__LogLevel__Default", "Trace"), ("Logging__OpenTelemetry__LogLevel__Default", "Trace"),
                ("Echo__MaxBodyKept", SecretRequests.BodyKept.ToString(CultureInfo.InvariantCulture)), ("Echo__MaxBodyLength", SecretRequests.BodyRefused.ToString(CultureInfo.InvariantCulture)),
                ("Redaction__Headers", $"X-Api-Key, X-GitHub-Event, {SecretRequests.OwnHeader[..5]}*"), ("Capture__Recent", "true"), .. environment,
            ]), collector);
    }

    /// <summary>Sends each on a connection of its own.</summary>
    /// <returns>The statuses of their answers.</returns>
    public async Task<int[]> SendAsync(IEnumerable<byte[]> requests)
    {
        List<int> statuses = [];
        foreach (var request in requests)
        {
            await using var connection = await RawHttp.ConnectAsync(Web.Process.EchoEndPoints[0], Cancellation);
            await connection.SendAsync(request, Cancellation);
            connection.FinishSending();
            var answer = await connection.ReceiveToEndAsync(Cancellation);
            Assert.StartsWith("HTTP/1.1 ", answer, StringComparison.Ordinal);
            statuses.Add(int.Parse(answer.AsSpan(9, 3), CultureInfo.InvariantCulture));
        }

        return [.. statuses];
    }

    /// <summary>All that the API answers to who has the token.</summary>
    public async Task<byte[]> ReadApiAsync()
    {
        using var all = new MemoryStream();
        await CopyAsync("/refused");
        await CopyAsync("bins");
        foreach (var bin in (await Web.GetAsync("bins"))["items"]!.AsArray())
        {
            var requests = $"bins/{bin!["name"]}/requests";
            await CopyAsync($"{requests}?limit=500");
            foreach (var request in (await Web.GetAsync($"{requests}?limit=500"))["items"]!.AsArray())
            {
                await CopyAsync($"{requests}/{request!["id"]}");
                await CopyAsync($"{requests}/{request["id"]}/head");
                await CopyAsync($"{requests}/{request["id"]}/body");
            }
        }

        return all.ToArray();

        async Task CopyAsync(string path)
        {
            using var response = await Web.Api.GetAsync(path, Cancellation);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            await response.Content.CopyToAsync(all, Cancellation);
        }
    }

    /// <summary>Ends it, so that all is told.</summary>
    public async Task EndAsync()
    {
        Assert.Equal(0, await Web.Process.StopAsync());
        _hasEnded = true;
    }

    /// <summary>What it has told: the terminal, and the collector of each signal.</summary>
    public IEnumerable<(string Place, byte[] Bytes)> Told()
    {
        Assert.True(_hasEnded);
        yield return ("the terminal", Encoding.UTF8.GetBytes(Web.Process.Output + Web.Process.Error));
        foreach (var signal in (string[])["trace", "metrics", "logs"])
        {
            var posted = Encoding.Latin1.GetBytes(_collector.Posted(signal));
            Assert.NotEmpty(posted);
            yield return ($"the {signal} of the collector", posted);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Web.DisposeAsync();
        await _collector.DisposeAsync();
    }
}
