using System.Text;
using EchoApp.Web.Capture;
using EchoApp.Web.Storage;

namespace EchoApp.Tests.Web.Queries;

/// <summary>Requests as they come in all shapes: a few values of everything, so that queries find some, and odd ones among them.</summary>
internal sealed class GeneratedRequests(Random random, int bins)
{
    public static readonly string[] Methods = ["GET", "POST", "PUT", "DELETE", "QUERY"];
    public static readonly int[] Statuses = [200, 202, 404, 429, 500, 503];
    public static readonly string[] Words = ["order", "Order", "PAID", "paid", "größe", "GRÖSSE", "K", "a=1", "{\"id\":17}", "x(y)", "\\", "\"", "*", "..", "-", "OR", "content-type", "json", "HTTP", "e"];
    public static readonly string[] Tags = ["seen", "todo", "a-b", "see"];
    public static readonly string[] Headers = ["Content-Type", "X-Github-Event", "x-empty", "Host", "webhook-id", "x~$'1"];
    public static readonly string[] Members = ["id", "status", "a.b"];
    public static readonly DateTimeOffset Start = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);

    public IReadOnlyList<BinName> Bins { get; } = [.. Enumerable.Range(0, bins).Select(i => BinName.Parse($"bin{i}"))];

    public CapturedRequest Request(int number)
    {
        var request = Plain(number);
        return random.Next(3) == 0 ? WithContent(request) : request;
    }

    /// <summary>The same with a body that means something: a member, or a field, of one of the <see cref="Members"/>.</summary>
    private CapturedRequest WithContent(CapturedRequest request)
    {
        var (isJson, name, value) = (random.Next(2) == 0, One(Members), Value());
        var content = isJson ? $"{{\"{name}\": {value}, \"list\": [{Value()}, {{\"{name}\": {Value()}}}]}}" : $"{name}={Uri.EscapeDataString(value.Trim('"'))}&{One(Members)}=more";
        var type = isJson ? "application/json" : "application/x-www-form-urlencoded";
        var body = Encoding.UTF8.GetBytes(content);
        body = random.Next(8) == 0 ? body[..^2] : body;
        var isCoded = random.Next(4) == 0;
        body = isCoded ? ContentSamples.Compress(body) : body;
        var head = $"POST {request.Record.Target} HTTP/1.1\r\nContent-Type: {type}\r\n{(isCoded ? "Content-Encoding: gzip\r\n" : "")}\r\n";
        return new(
            request.Record with { BodyLength = body.Length, Details = StoredDetails.Write(ContentSamples.Details(type)) },
            Encoding.UTF8.GetBytes(head),
            body);
    }

    private string Value() => random.Next(2) == 0 ? $"\"{One(["paid", "Paid", "größe", "a b", "17"])}\"" : One(["17", "17.0", "-3", "true", "null", "1e2"]);

    private CapturedRequest Plain(int number)
    {
        var bin = One(Bins);
        var method = One(Methods);
        var target = $"{One(["", "", "http://Example.test", "https://other"])}/b/{bin}/{Word()}/{Word()}{(random.Next(2) == 0 ? "" : $"?q={Word()}&N={number}")}";
        var head = new StringBuilder($"{method} {target} HTTP/1.1\r\n");
        for (var i = random.Next(5); i > 0; i--)
        {
            var name = One(Headers);
            head.Append(random.Next(2) == 0 ? name : name.ToUpperInvariant()).Append(One([":", ": ", ":  "])).Append(name == "x-empty" ? "" : $"{Word()} {Word()}").Append(One(["\r\n", "\n"]));
        }

        head.Append(random.Next(10) == 0 ? "x-cut: off" : "\r\n");
        return new(
            new RequestRecord
            {
                Id = Guid.CreateVersion7(),
                Bin = bin,
                ReceivedAt = Start.AddSeconds(number).AddMicroseconds(random.Next(1_000_000)) - Lateness(),
                Method = method,
                Target = target,
                BodyLength = One([0, 1, 10, 1024, 1025, 3_000_000_000L]),
                BodyKept = 0,
                Status = One(Statuses),
                Details = "{}"u8.ToArray(),
            },
            Encoding.UTF8.GetBytes(head.ToString()),
            Body());
    }

    public Marks Marks() => random.Next(4) > 0 ? EchoApp.Web.Storage.Marks.None : new(random.Next(2) == 0, [.. Tags.Where(_ => random.Next(3) == 0).Order(StringComparer.Ordinal)]);

    private TimeSpan Lateness() => random.Next(20) == 0 ? TimeSpan.FromMinutes(random.Next(300)) : TimeSpan.FromSeconds(random.Next(5));

    private byte[] Body()
    {
        List<byte> body = [];
        for (var i = random.Next(6); i > 0; i--)
        {
            body.AddRange(random.Next(4) == 0 ? [0, 255, (byte)random.Next(256)] : Encoding.UTF8.GetBytes(Word()));
        }

        if (random.Next(30) == 0)
        {
            // Beyond what fits into a page of either engine.
            body.AddRange(new byte[random.Next(20_000)]);
            body.AddRange("paid"u8);
        }

        return [.. body];
    }

    private string Word() => One(Words);

    private T One<T>(IReadOnlyList<T> of) => of[random.Next(of.Count)];
}
