using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;

namespace EchoApp.Web.Reading;

/// <summary>A JSON Web Token in the compact form of a JWS (RFC 7519, RFC 7515 section 7.1). Its signature is not checked.</summary>
/// <param name="Header">Its JSON, indented.</param>
/// <param name="Payload">The same; null where the payload is no JSON.</param>
/// <param name="Times">What of <c>exp</c>, <c>nbf</c> and <c>iat</c> stands in the payload (RFC 7519 section 4.1), in UTC; null for what is no time.</param>
internal sealed record JsonWebToken(string Header, string? Payload, IReadOnlyList<(string Claim, DateTime? Time)> Times)
{
    private static readonly SearchValues<char> _base64Url = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <param name="value">The token, or a scheme such as <c>Bearer</c> and the token.</param>
    /// <returns>Null for what is not three parts in base64url, of which the first is a JSON object with <c>alg</c>.</returns>
    public static JsonWebToken? Parse(string value)
    {
        var parts = value[(value.LastIndexOf(' ') + 1)..].Split('.', 4);
        if (parts.Length != 3 || Decode(parts[0]) is not { } header || Decode(parts[1]) is not { } payload || Decode(parts[2]) is null)
        {
            return null;
        }

        return IndentedJson.Of(header) is { } text && HasAlgorithm(header) ? new(text, IndentedJson.Of(payload), FindTimes(payload)) : null;
    }

    public IReadOnlyList<Meaning> Describe() =>
    [
        new("JWT header", Header) { Kind = MeaningKind.Block },
        Payload is null ? new("JWT payload", "no JSON") : new("JWT payload", Payload) { Kind = MeaningKind.Block },
        .. Times.Select(time => new Meaning(time.Claim, time.Time is null ? "no time" : "") { Time = time.Time }),
        new("signature", "verified: false, nobody has checked it"),
    ];

    private static byte[]? Decode(string part)
    {
        var decoded = new byte[Base64Url.GetMaxDecodedLength(part.Length)];
        return !part.AsSpan().ContainsAnyExcept(_base64Url) && Base64Url.DecodeFromChars(part, decoded, out _, out var length) == OperationStatus.Done ? decoded[..length] : null;
    }

    private static bool HasAlgorithm(ReadOnlySpan<byte> header)
    {
        var reader = new Utf8JsonReader(header);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1 && reader.ValueTextEquals("alg"u8))
            {
                return true;
            }
        }

        return false;
    }

    private static List<(string Claim, DateTime? Time)> FindTimes(ReadOnlySpan<byte> payload)
    {
        List<(string, DateTime?)> times = [];
        try
        {
            var reader = new Utf8JsonReader(payload);
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1 && ClaimOf(ref reader) is { } claim)
                {
                    reader.Read();
                    times.Add((claim, reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var seconds) ? UnixSeconds.ToUtc(seconds) : null));
                }
            }
        }
        catch (JsonException)
        {
            return [];
        }

        return times;
    }

    private static string? ClaimOf(ref Utf8JsonReader name) =>
        name.ValueTextEquals("exp"u8) ? "exp" : name.ValueTextEquals("nbf"u8) ? "nbf" : name.ValueTextEquals("iat"u8) ? "iat" : null;
}
