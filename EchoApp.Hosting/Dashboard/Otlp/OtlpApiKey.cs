using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace EchoApp.Hosting.Dashboard.Otlp;

/// <summary>The key that every sender of telemetry must show.</summary>
/// <param name="expected">The key; null or empty lets everybody in.</param>
internal sealed class OtlpApiKey(string? expected)
{
    public const string Header = "x-otlp-api-key";

    private readonly byte[]? _expected = string.IsNullOrEmpty(expected) ? null : Hash(expected);

    public bool IsRequired => _expected is not null;

    /// <summary>Takes the same time whatever the request has, and wherever it differs.</summary>
    public bool Admits(HttpRequest request) =>
        _expected is null || CryptographicOperations.FixedTimeEquals(_expected, Hash(request.Headers[Header].ToString()));

    // Hashes are of one length: a comparison of the keys themselves would tell how long the right one is.
    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
