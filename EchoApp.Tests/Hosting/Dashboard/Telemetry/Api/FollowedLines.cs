using System.Text.Json;
using Xunit;

namespace EchoApp.Tests.Hosting.Dashboard.Telemetry.Api;

/// <summary>An answer that goes on and on, line by line.</summary>
internal sealed class FollowedLines(HttpResponseMessage response, StreamReader reader) : IDisposable
{
    /// <summary>The next line; null at the end.</summary>
    public async Task<JsonElement?> NextAsync() =>
        await reader.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Eventually.Deadline, TestContext.Current.CancellationToken) is { } line
            ? JsonElement.Parse(line) : null;

    public async Task<string?> NextAsync(string member) => (await NextAsync())?.GetProperty(member).GetString();

    public void Dispose()
    {
        reader.Dispose();
        response.Dispose();
    }
}
