using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using EchoApp.Tests.Web;
using Xunit;

namespace EchoApp.Tests.AppHost.EndToEnd;

/// <summary>What the README promises of a webhook: with AppHost.cs as it is, curl, and kill -9. Web is the published one where the tests are told of one.</summary>
public sealed class WebhookTests
{
    private const string Token = "of-the-tests-token";
    private const string Body = "{\"order\": 17, \"password\": \"hush\", \"note\": \"caf\u00e9\"}";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Webhook_sent_before_kill_9_is_read_back_whole_from_the_embedded_store()
    {
        using var data = new TemporaryDirectory();
        await SendKillAndReadAsync(("Store", "embedded"), ("Data__Directory", data.Path));
    }

    [Fact]
    public async Task Webhook_sent_before_kill_9_is_read_back_whole_from_the_volume_of_PostgreSQL()
    {
        await ContainerEngine.RequireAsync();
        var volume = $"echoapp-test-{Guid.NewGuid():N}";
        try
        {
            await SendKillAndReadAsync(
                ("Store", "container"),
                ("Store__Image", $"{ContainerEngine.Image}:{ContainerEngine.Tag}"),
                ("Store__Volume", volume),
                ("Parameters__store-password", "of-the-tests"));
        }
        finally
        {
            await ContainerEngine.TryRunAsync("volume", "rm", "--force", volume);
        }
    }

    private static async Task SendKillAndReadAsync(params (string Name, string Value)[] environment)
    {
        // What "dotnet run", by which Aspire starts projects, runs in the place of what was built.
        (string Name, string Value)[] published = PublishedWeb.Path is { } path ? [("RunCommand", path)] : [];
        string head;
        await using (var appHost = await AppHostProcess.StartInAsync([.. environment, .. published]))
        {
            if (PublishedWeb.Path is not null)
            {
                Assert.Equal(PublishedWeb.Path, ProcessTable.Arguments(appHost.Web()).Split(' ')[0]);
            }

            var echo = JsonNode.Parse(await CurlAsync("-d", Body, "-H", "Content-Type: application/json", "-H", "X-Api-Key: 0123456789abcdef-secret", new Uri(appHost.Echo, "/b/webhooks/paid?try=1").ToString()))!;
            Assert.Equal(Body, echo["body"]!["text"]!.GetValue<string>());
            head = string.Concat(echo["wire"]!["headers"]!.AsArray().Select(line => $"{line![0]}: {line[1]}\r\n"));

            var web = appHost.Web();
            await appHost.SignalAsync("KILL");
            await appHost.SignalAsync("KILL", web);
            await Eventually.TrueAsync(() => appHost.Others().Count == 0, "nothing is left");
        }

        await using var next = await AppHostProcess.StartInAsync([.. environment, .. published]);
        var api = new Uri(next.Pages, "/api/bins/webhooks/requests");
        var item = Assert.Single(JsonNode.Parse(await ReadAsync(api))!["items"]!.AsArray())!;
        var request = JsonNode.Parse(await ReadAsync(new Uri($"{api}/{item["id"]}")))!;

        Assert.Equal(("POST", "/b/webhooks/paid?try=1"), (request["method"]!.GetValue<string>(), request["target"]!.GetValue<string>()));
        Assert.Matches("^{\"order\": 17, \"password\": \"redacted~4~[0-9a-f]{16}\", \"note\": \"caf\u00e9\"}$", await ReadAsync(new Uri($"{api}/{item["id"]}/body")));
        var keptHead = await ReadAsync(new Uri($"{api}/{item["id"]}/head"));
        Assert.StartsWith("POST /b/webhooks/paid?try=1 HTTP/1.1\r\n", keptHead, StringComparison.Ordinal);
        Assert.Matches("X-Api-Key: redacted~23~[0-9a-f]{16}~cret\r\n", keptHead);
        Assert.Equal(WithoutSecret(head), WithoutSecret(keptHead[(keptHead.IndexOf('\n', StringComparison.Ordinal) + 1)..].TrimEnd() + "\r\n"));
        Assert.Equal(Encoding.UTF8.GetByteCount(Body), request["body"]!["length"]!.GetValue<int>());
    }

    private static string WithoutSecret(string head) => string.Concat(head.Split("\r\n").Where(line => !line.StartsWith("X-Api-Key", StringComparison.Ordinal)));

    private static async Task<string> ReadAsync(Uri url) => await CurlAsync("-H", $"Authorization: Bearer {Token}", url.ToString());

    private static async Task<string> CurlAsync(params string[] args)
    {
        using var curl = Process.Start(new ProcessStartInfo("curl", ["--silent", "--show-error", "--fail-with-body", "--max-time", "30", .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        })!;
        var error = curl.StandardError.ReadToEndAsync(Cancellation);
        var output = await curl.StandardOutput.ReadToEndAsync(Cancellation);
        await curl.WaitForExitAsync(Cancellation);
        Assert.True(curl.ExitCode == 0, $"{output}{await error}");
        return output;
    }
}
