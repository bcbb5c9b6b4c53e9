using EchoApp.Tests.Web.Fuzzing;

namespace EchoApp.Tests.Web.Capture.Redaction;

/// <summary>A text with a secret in it, which has a canary in it: what comes before the secret and after it is not sensitive.</summary>
internal sealed record ShapedSecret(string Before, string Secret, string After, string? Type, string Canary)
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static readonly string[] _names = ["password", "PWD", "client_secret", "accessToken", "api_key"];

    /// <summary>Last bytes of what comes before that may be part of the secret for who does not see it.</summary>
    public int DoubtfulBefore { get; init; }

    /// <summary>First bytes of what comes after that may be.</summary>
    public int DoubtfulAfter { get; init; }

    public string Text => Before + Secret + After;

    public static ShapedSecret Head(Random random)
    {
        var end = random.Pick(["\r\n", "\n"]);
        var fields = string.Concat(Enumerable.Range(0, random.Next(4)).Select(_ => $"{random.Pick(["Host", "Accept", "X-A", "User-Agent"])}: {Word(random)}{end}"));
        var (before, after) = random.Pick(
        [
            ($"GET /{Word(random)}?a=b&{random.Pick(_names)}=", $"&c=d HTTP/1.1{end}{fields}{end}"),
            ($"GET http://user:", $"@host/ HTTP/1.1{end}{fields}{end}"),
            ($"GET / HTTP/1.1{end}{fields}Authorization: {random.Pick(["Bearer ", "Basic  ", ""])}", $" {end}{fields}{end}"),
            ($"GET / HTTP/1.1{end}{fields}X-Api-Key :\t", $"{end}{fields}{end}"),
            ($"GET / HTTP/1.1{end}{fields}X-Auth-Token:{end} ", $"{end}{fields}{end}"),
            ($"GET / HTTP/1.1{end}{fields}Cookie: sid=", $"{end}{fields}{end}"),
            ($"GET / HTTP/1.1{end}{fields}Set-Cookie: sid=", $"; Path=/{end}{fields}{end}"),
            ($"GET / HTTP/1.1{end}{fields}Referer: http://h/?{random.Pick(_names)}=", $"&a=b{end}{fields}{end}"),
        ]);
        var canary = NextCanary(random);
        return new ShapedSecret(before, canary, after, null, canary) { DoubtfulBefore = "Bearer ".Length };
    }

    public static ShapedSecret Json(Random random)
    {
        var (before, after) = ("", "");
        for (var levels = random.Next(6); levels > 0; levels--)
        {
            var (open, close) = random.Pick([($"{{\"{Word(random)}\": 1,\"b\":", "}"), ("[1,\"x\\\"\",", ",null]"), ("\r\n{\"{\":{},\"a\" :", ",\"z\":[]}")]);
            (before, after) = (before + open, close + after);
        }

        var canary = NextCanary(random);
        var secret = random.Pick([$"\"{canary}\"", $"\"\\\"{canary}\\\\\"", $"{{\"a\":[\"{canary}\"]}}", $"[[\"{canary}\",1]]"]);
        return new ShapedSecret($"{before}{{\"n\":\"v\",\"{random.Pick([.. _names, "pass\\u0077ord"])}\" : ", secret, $",\"m\":2}}{after}", random.Pick(["application/json", "text/x+json; charset=utf-8", null]), canary);
    }

    public static ShapedSecret Form(Random random)
    {
        var name = random.Pick([.. _names, "p%61ssword", "user[password]", "a.b.secret"]);
        var canary = NextCanary(random);
        return new ShapedSecret($"a={Word(random)}&{name}=", canary, $"&b={Word(random)}&c", "application/x-www-form-urlencoded", canary);
    }

    public static ShapedSecret Multipart(Random random)
    {
        var end = random.Pick(["\r\n", "\n"]);
        var name = random.Pick([.. _names, "\"password\"", "\"user[pwd]\"; filename=\"a;b\""]);
        var canary = NextCanary(random);
        var secret = random.OneIn(3) ? $"--x{end}--xx{end}{canary}{end}" : canary;
        var delimiter = $"{end}--x y{end}";
        var before = $"{delimiter[end.Length..]}Content-Disposition: form-data; name=a{end}{end}{Word(random)}{delimiter}Content-Type: text/plain{end}";
        return new ShapedSecret(
            $"{before}Content-Disposition: form-data; name={name}{end}{end}",
            secret,
            $"{delimiter}Content-Disposition: form-data; name=b{end}{end}{Word(random)}{end}--x y--{end}",
            "multipart/form-data; boundary=\"x y\"",
            canary)
        {
            DoubtfulAfter = delimiter.Length,
        };
    }

    private static string Word(Random random) => new([.. Enumerable.Range(0, random.Next(1, 9)).Select(_ => Letters[random.Next(52)])]);

    private static string NextCanary(Random random) => new([.. Enumerable.Range(0, random.Next(16, 40)).Select(_ => random.Pick([.. Letters]))]);
}
