using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EchoApp.Web.Storage;

namespace EchoApp.Tests.Web.Queries;

/// <summary>A query as it is written, and what it means, put plainly.</summary>
internal sealed record GeneratedQuery(string Text, Func<StoredRequest, bool> Holds)
{
    public static GeneratedQuery Of(Random random, GeneratedRequests requests) => new Generator(random, requests).Query(random.Next(4));

    private sealed class Generator(Random random, GeneratedRequests requests)
    {
        public GeneratedQuery Query(int depth)
        {
            if (depth == 0)
            {
                return Condition();
            }

            var parts = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Query(random.Next(depth))).ToList();
            switch (random.Next(4))
            {
                case 0:
                    return new($"{One(["-", "NOT "])}({parts[0].Text})", request => !parts[0].Holds(request));
                case 1:
                    return new($"({string.Join(" OR ", parts.Select(part => part.Text))})", request => parts.Exists(part => part.Holds(request)));
                default:
                    return new(string.Join(One([" ", " AND ", "  "]), parts.Select(part => $"({part.Text})")), request => parts.TrueForAll(part => part.Holds(request)));
            }
        }

        private GeneratedQuery Condition()
        {
            var condition = random.Next(18) switch
            {
                0 => Method(One([.. GeneratedRequests.Methods, "TRACE"])),
                1 => Status(),
                2 => Size(),
                3 => Time(),
                4 => Bin(One(requests.Bins)),
                5 => Tag(One(GeneratedRequests.Tags)),
                6 => random.Next(2) == 0 ? new("tag:*", request => request.Record.Marks.Tags.Count > 0) : new("is:pinned", request => request.Record.Marks.IsPinned),
                7 => Text("target", request => [Encoding.UTF8.GetBytes(request.Record.Target)]),
                8 => Text("path", request => [Encoding.UTF8.GetBytes(Path(request.Record.Target))]),
                9 => Text("header", request => Lines(request).Select(line => line.Whole)),
                10 => Text("type", request => Values(request, "content-type")),
                11 => Header(),
                12 => Text("body", request => [request.Body.ToArray()]),
                13 => random.Next(4) == 0 ? new("*", _ => true) : Text(null, request => [request.Head.ToArray(), request.Body.ToArray()]),
                14 => Member(),
                15 => Field(),
                16 => Pattern(),
                _ => random.Next(2) == 0 ? new("body:*", request => request.Record.BodyLength > 0) : new("type:*", request => Values(request, "content-type").Any()),
            };
            return random.Next(4) == 0 ? new("-" + condition.Text, request => !condition.Holds(request)) : condition;
        }

        private GeneratedQuery Method(string method) => new($"{Case("method")}{Is()}{Lower(method)}", request => request.Record.Method == method);

        private static GeneratedQuery Bin(BinName bin) => new($"bin:{bin}", request => request.Record.Bin == bin);

        private static GeneratedQuery Tag(string tag) => new($"tag:{tag}", request => request.Record.Marks.Tags.Contains(tag));

        private GeneratedQuery Text(string? field, Func<StoredRequest, IEnumerable<byte[]>> values)
        {
            var word = One(GeneratedRequests.Words) + (random.Next(3) == 0 ? One(GeneratedRequests.Words) : "");
            var isWhole = field is not null && random.Next(4) == 0;
            var isNot = field is not null && random.Next(8) == 0;
            var quoted = $"\"{word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
            var text = $"{(field is null ? "" : $"{Case(field)}{(isNot ? "!=" : isWhole ? "=" : ":")}")}{quoted}";
            return new(text, request => (isNot, isWhole) switch
            {
                (true, _) => !values(request).Any(value => Fold(value) == Fold(Encoding.UTF8.GetBytes(word))),
                (_, true) => values(request).Any(value => Fold(value) == Fold(Encoding.UTF8.GetBytes(word))),
                _ => values(request).Any(value => Fold(value).Contains(Fold(Encoding.UTF8.GetBytes(word)), StringComparison.Ordinal)),
            });
        }

        private GeneratedQuery Member()
        {
            var name = One(GeneratedRequests.Members);
            var isInList = random.Next(3) == 0;
            var pointer = isInList ? $"/list/1/{name}" : $"/{name}";
            return random.Next(4) switch
            {
                0 => new($"json.{pointer}:*", request => Members(request, name, isInList).Any()),
                1 => new($"json.{pointer}>=17", request => Members(request, name, isInList).Any(value => value?.GetValueKind() == JsonValueKind.Number && value.GetValue<decimal>() >= 17)),
                2 => new($"json.{pointer}=17", request => Members(request, name, isInList).Any(value => value?.ToJsonString() is "17" or "17.0" or "\"17\"")),
                _ => new($"{Case("json.")}{pointer}:PAI", request => Members(request, name, isInList).Any(value => value?.ToJsonString().Contains("pai", StringComparison.OrdinalIgnoreCase) == true)),
            };
        }

        private GeneratedQuery Field()
        {
            var name = One(GeneratedRequests.Members);
            return random.Next(3) switch
            {
                0 => new($"form.{name}:*", request => Fields(request, name).Any()),
                1 => new($"form.{name}<17.5", request => Fields(request, name).Any(value => decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number < 17.5m)),
                _ => new($"form.{name}=\"A B\"", request => Fields(request, name).Contains("a b")),
            };
        }

        private GeneratedQuery Pattern()
        {
            var pattern = One(["pa.d", "(?i)PAID", "^.{0,40}order", "[^\\x00-\\x7f]", "(?-i:Order)$"]);
            var regex = new Regex(pattern, RegexOptions.CultureInvariant);
            var isNot = random.Next(4) == 0;
            var (field, values) = One<(string, Func<StoredRequest, IEnumerable<byte[]>>)>(
            [
                ("body", request => [request.Body.ToArray()]),
                ("target", request => [Encoding.UTF8.GetBytes(request.Record.Target)]),
                ("header", request => Lines(request).Select(line => line.Whole)),
                ("header.host", request => Values(request, "host")),
            ]);
            return new($"{field}{(isNot ? "!~" : "=~")}`{pattern}`", request => values(request).Any(value => regex.IsMatch(Encoding.UTF8.GetString(value))) != isNot);
        }

        private GeneratedQuery Header()
        {
            var name = One(GeneratedRequests.Headers);
            return random.Next(3) == 0 ? new($"header.{Case(name)}:*", request => Values(request, name).Any()) : Text($"header.{name}", request => Values(request, name));
        }

        private GeneratedQuery Status()
        {
            var status = One(GeneratedRequests.Statuses);
            return random.Next(4) switch
            {
                0 => new($"status:{status / 100}xx", request => request.Record.Status / 100 == status / 100),
                1 => new($"status:{status}..", request => request.Record.Status >= status),
                2 => new($"status!={status}", request => request.Record.Status != status),
                _ => new($"status{Is()}{status}", request => request.Record.Status == status),
            };
        }

        private GeneratedQuery Size() => random.Next(4) switch
        {
            0 => new("size>1k", request => request.Record.BodyLength > 1024),
            1 => new("size:<=1024", request => request.Record.BodyLength <= 1024),
            2 => new("size:10..2G", request => request.Record.BodyLength is >= 10 and <= 2L << 30),
            _ => new("size=0", request => request.Record.BodyLength == 0),
        };

        private GeneratedQuery Time()
        {
            var from = GeneratedRequests.Start.AddSeconds(random.Next(-7200, 600));
            var to = from.AddSeconds(random.Next(1, 300));
            return random.Next(4) switch
            {
                0 => new($"time>={Seconds(from)}Z", request => request.Record.ReceivedAt >= from),
                1 => new($"time<{Seconds(from.ToOffset(TimeSpan.FromHours(1)))}+01:00", request => request.Record.ReceivedAt < from),
                2 => new($"time:{Seconds(from)}..{Seconds(to)}", request => request.Record.ReceivedAt >= from && request.Record.ReceivedAt < to.AddSeconds(1)),
                _ => new($"time:{from.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture)}", request => request.Record.ReceivedAt.ToString("yyyyMMddHHmm", CultureInfo.InvariantCulture) == from.ToString("yyyyMMddHHmm", CultureInfo.InvariantCulture)),
            };
        }

        private string Is() => One([":", "="]);

        private string Case(string text) => random.Next(3) == 0 ? text.ToUpperInvariant() : text;

        private string Lower(string text) => random.Next(3) == 0 ? text.ToLowerInvariant() : text;

        private T One<T>(IReadOnlyList<T> of) => of[random.Next(of.Count)];
    }

    /// <summary>The body without its coding, where it is of that type.</summary>
    private static string? Content(StoredRequest request, string type)
    {
        if (!Values(request, "content-type").Any(value => Encoding.UTF8.GetString(value) == type) || request.Body.Length == 0)
        {
            return null;
        }

        if (!Values(request, "content-encoding").Any())
        {
            return Encoding.UTF8.GetString(request.Body.Span);
        }

        using var gzip = new GZipStream(new MemoryStream(request.Body.ToArray()), CompressionMode.Decompress);
        using var content = new MemoryStream();
        gzip.CopyTo(content);
        return Encoding.UTF8.GetString(content.ToArray());
    }

    /// <summary>The value of a member, where there is one; of null a null.</summary>
    private static IEnumerable<JsonNode?> Members(StoredRequest request, string name, bool isInList)
    {
        // What is cut off ends with the list, or within it.
        if (Content(request, "application/json") is not { } content || !content.EndsWith("]}", StringComparison.Ordinal))
        {
            return [];
        }

        var body = JsonNode.Parse(content)!;
        var place = (isInList ? body["list"]![1]! : body).AsObject();
        return place.TryGetPropertyValue(name, out var value) ? [value] : [];
    }

    private static IEnumerable<string> Fields(StoredRequest request, string name) => (Content(request, "application/x-www-form-urlencoded") ?? "").Split('&')
        .Select(pair => pair.Split('=')).Where(pair => Uri.UnescapeDataString(pair[0]) == name).Select(pair => Uri.UnescapeDataString(pair[1]));

    private static string Seconds(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Fold(byte[] bytes) => string.Concat(Encoding.Latin1.GetString(bytes).Select(character => char.IsAsciiLetterUpper(character) ? char.ToLowerInvariant(character) : character));

    private static string Path(string target)
    {
        var withoutQuery = target.Split('?')[0];
        return withoutQuery.StartsWith('/') ? withoutQuery : withoutQuery[withoutQuery.IndexOf('/', "https://".Length)..];
    }

    private static IEnumerable<byte[]> Values(StoredRequest request, string name) => Lines(request).Where(line => line.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(line => line.Value);

    /// <summary>The header lines that are whole.</summary>
    private static IEnumerable<(byte[] Whole, string Name, byte[] Value)> Lines(StoredRequest request)
    {
        var lines = Encoding.Latin1.GetString(request.Head.Span).Split('\n');
        foreach (var line in lines[1..^1].Select(line => line.TrimEnd('\r')).Where(line => line.IndexOf(':', StringComparison.Ordinal) > 0))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            yield return (Encoding.Latin1.GetBytes(line), line[..colon], Encoding.Latin1.GetBytes(line[(colon + 1)..].Trim(' ', '\t')));
        }
    }
}
