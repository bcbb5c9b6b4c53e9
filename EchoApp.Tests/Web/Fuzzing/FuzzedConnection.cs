using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using EchoApp.Tests.Http;

namespace EchoApp.Tests.Web.Fuzzing;

/// <summary>
/// One connection of a run: one to three requests, sound or damaged, and a sound one after them; and what must hold of the answers whatever
/// was sent.
/// </summary>
internal sealed partial class FuzzedConnection
{
    private readonly Random _random;
    private readonly string _mark;
    private readonly List<ShapedRequest> _requests = [];
    private readonly bool _isDamaged;

    public FuzzedConnection(int seed, int index)
    {
        _random = new Random(unchecked((seed * 1_000_003) + index));
        _mark = $"mark-{index}-";
        var shapes = new RequestShapes(_random);
        for (var count = _random.Next(1, 4); count > 0; count--)
        {
            _requests.Add(shapes.Next($"{_mark}{count}"));
        }

        _isDamaged = !_random.OneIn(4);
        var before = string.Concat(_requests.Select(request => request.Text));
        Sent = (_isDamaged ? Mutation.Apply(_random, before) : before) + Good;
    }

    /// <summary>One character for each byte.</summary>
    public string Sent { get; }

    private bool IsOfHttp2 => Sent.Contains("PRI * HTTP/2.0", StringComparison.Ordinal);

    private string Good => $"GET /good?raw HTTP/1.1\r\nHost: h\r\nX-Mark: {_mark}good\r\n\r\n";

    /// <returns>What is wrong with the echo's answers; null when nothing is.</returns>
    public async Task<string?> SendToEchoAsync(IPEndPoint echo, CancellationToken cancellationToken)
    {
        var answers = await SendAsync(echo, cancellationToken);
        return Judge(answers, out var finals)
            ?? Losses(finals) ?? finals.Select(Contents).FirstOrDefault(fault => fault is not null) ?? Heads(finals);
    }

    /// <returns>What is wrong with the answers of a listener that does not show requests; null when nothing is.</returns>
    public async Task<string?> SendToPagesAsync(IPEndPoint pages, CancellationToken cancellationToken)
    {
        var answers = await SendAsync(pages, cancellationToken);
        return Judge(answers, out var finals) ?? (finals.Count == 0 && !IsOfHttp2 ? "no answer" : null);
    }

    private async Task<string> SendAsync(IPEndPoint server, CancellationToken cancellationToken)
    {
        await using var connection = await RawHttp.ConnectAsync(server, cancellationToken);
        try
        {
            var bytes = Encoding.Latin1.GetBytes(Sent);
            foreach (var piece in bytes.Chunk(_random.OneIn(4) ? _random.Next(1, 200) : int.MaxValue))
            {
                await connection.SendAsync(piece, cancellationToken);
            }

            connection.FinishSending();
        }
        catch (SocketException)
        {
            // Refused and closed before it was all sent.
        }

        return await connection.ReceiveToEndAsync(cancellationToken);
    }

    private string? Judge(string answers, out List<RawResponse> finals)
    {
        finals = [];
        try
        {
            finals = [.. ResponseStream.Read(answers).Where(response => response.Status >= 200)];
        }
        catch (FormatException exception)
        {
            return exception.Message;
        }

        return finals.Find(response => response.Status is not (200 or 505) && response.Status / 100 != 4) is { } odd ? $"status {odd.Status}" : Strangers(answers);
    }

    /// <summary>A mark in an answer is ours, or one that damage made of ours.</summary>
    private string? Strangers(string answers) =>
        AnyMark().Matches(answers).FirstOrDefault(mark => mark.Value != _mark && !Sent.Contains(mark.Value, StringComparison.Ordinal)) is { } stranger
            ? $"{stranger.Value} of another connection"
            : null;

    private string? Losses(List<RawResponse> finals)
    {
        if (!_isDamaged)
        {
            var last = _requests.FindIndex(request => request.IsLast);
            var expected = last < 0 ? _requests.Count + 1 : last + 1;
            return finals.Count == expected && finals.TrueForAll(response => response.Status == 200)
                ? null
                : $"{finals.Count} answers to {expected} sound requests: {string.Join(' ', finals.Select(response => response.Status))}";
        }

        if (finals.Count == 0)
        {
            return IsOfHttp2 ? null : "no answer";
        }

        var end = finals[^1];
        return end.Status != 200 || end.Header("Connection") == "close" || end.Body.Length == 0 || HoldsTheGoodOne(end)
            ? null
            : "the last answer is neither a refusal, nor the end, nor that of the sound request";
    }

    /// <summary>As its own answer, or swallowed by a body or a head that damage made longer, of which the answer has only a part.</summary>
    private bool HoldsTheGoodOne(RawResponse response) =>
        response.Header("Echo-Truncated") is not null
        || Encoding.Latin1.GetString(response.Body).Contains(_mark + "good", StringComparison.Ordinal)
        || (response.Header("Content-Type") is "application/json; charset=utf-8"
            && response.Json.GetProperty("body") is { ValueKind: JsonValueKind.Object } body && body.TryGetProperty("base64", out var bytes)
            && Encoding.Latin1.GetString(bytes.GetBytesFromBase64()).Contains(_mark + "good", StringComparison.Ordinal));

    private static string? Contents(RawResponse response)
    {
        if (response.Body.Length == 0 || response.Header("Content-Type") is not { } type || type.StartsWith("text/plain", StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(response.Body);
            if (response.Status != 200)
            {
                return null;
            }

            var root = json.RootElement;
            var wire = root.GetProperty("wire");
            var line = $"{root.GetProperty("method").GetString()} {root.GetProperty("target").GetString()} {root.GetProperty("protocol").GetString()}";
            var isOdd = root.GetProperty("anomalies").EnumerateArray().Any(anomaly => anomaly.GetProperty("code").GetString() == "request-line");
            return wire.GetProperty("requestLine").GetString() == line || isOdd ? null : $"another request's line: {wire.GetProperty("requestLine")}, not {line}";
        }
        catch (JsonException exception)
        {
            return $"bad JSON: {exception.Message}";
        }
    }

    /// <summary>The bytes of each head are among those that were sent, each after the one before.</summary>
    private string? Heads(List<RawResponse> finals)
    {
        var position = 0;
        foreach (var response in finals.Where(response => response.Status == 200 && response.Header("Content-Type") is "application/json; charset=utf-8" && response.Body.Length > 0))
        {
            if (response.Json.GetProperty("wire").TryGetProperty("base64", out var bytes))
            {
                var head = Encoding.Latin1.GetString(bytes.GetBytesFromBase64());
                position = Sent.IndexOf(head, position, StringComparison.Ordinal);
                if (position < 0)
                {
                    return $"a head that was not sent: {head}";
                }

                position += head.Length;
            }
        }

        return null;
    }

    [GeneratedRegex(@"mark-\d+-")]
    private static partial Regex AnyMark();
}
