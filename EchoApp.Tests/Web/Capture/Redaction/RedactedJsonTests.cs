using System.Text.Json;
using EchoApp.Web.Capture.Redaction;
using Xunit;

namespace EchoApp.Tests.Web.Capture.Redaction;

public sealed class RedactedJsonTests : RedactionTests
{
    private const string Json = "application/json";

    [Theory]
    [InlineData("""{"a":1,"password":"x","b":[2.50, 3]}""", """{"a":1,"password":"‹1›","b":[2.50, 3]}""")]
    [InlineData("""{"PASSWORD" : "x" }""", """{"PASSWORD" : "‹1›" }""")]
    [InlineData("""{"password":""}""", """{"password":"‹0›"}""")]
    [InlineData("""{"password":-1.5e3,"a":1}""", """{"password":"‹6›","a":1}""")]
    [InlineData("""{"password":null}""", """{"password":"‹4›"}""")]
    [InlineData("""{"password":{"a":"}","b":[1,{"c":2}]},"d":1}""", """{"password":"‹25~2___›","d":1}""")]
    [InlineData("""{"password":["a","]"],"d":1}""", """{"password":"‹9›","d":1}""")]
    [InlineData("""{"password":"a\"b\\","d":1}""", """{"password":"‹6›","d":1}""")]
    [InlineData("""{"pass\u0077ord":"x"}""", """{"pass\u0077ord":"‹1›"}""")]
    [InlineData("""[{"password":"x"},{"password":"y"}]""", """[{"password":"‹1›"},{"password":"‹1›"}]""")]
    [InlineData("""{"password":"x","password":"y"}""", """{"password":"‹1›","password":"‹1›"}""")]
    [InlineData("""{"a":{"b":[[{"client_secret":"x"}]]}}""", """{"a":{"b":[[{"client_secret":"‹1›"}]]}}""")]
    [InlineData("""{"a":"password","b":"x","passwords":"y"}""", """{"a":"password","b":"x","passwords":"y"}""")]
    [InlineData("""{"a":"Hello, password: x","b":"{pwd:1}"}""", """{"a":"Hello, password: x","b":"{pwd:1}"}""")]
    [InlineData("{\"a\":1}\n{\"pwd\":2}\r\n{\"pwd\":\"x\"}", "{\"a\":1}\n{\"pwd\":\"‹1›\"}\r\n{\"pwd\":\"‹1›\"}")]
    [InlineData("\u001e{\"pwd\":2}\n\u001e{\"pwd\":\"x\"}\n", "\u001e{\"pwd\":\"‹1›\"}\n\u001e{\"pwd\":\"‹1›\"}\n")]
    [InlineData("\ufeff{\"pwd\":2}", "\ufeff{\"pwd\":\"‹1›\"}")]
    public async Task Json_OfAnyForm_LosesItsSecretsAlone(string json, string redacted) => Assert.Equal(redacted, await BodyAsync(json, Json));

    [Theory]
    [InlineData("""{"a":"unterminated, "password":"x"}""", """{"a":"unterminated, "password":"‹1›"}""")]
    [InlineData("""{"password":"x"y","b":1}""", """{"password":"‹3›","b":1}""")]
    [InlineData("""{"password":{"a":"x"y}"z"},"b":1}""", """{"password":"‹14›","b":1}""")]
    [InlineData("""{"password":x y z,"b":1}""", """{"password":"‹12›" """)]
    [InlineData("""{'password':'x\'y','b':1}""", """{'password':"‹4›",'b':1}""")]
    [InlineData("""{password:"x",b:1}""", """{password:"‹1›",b:1}""")]
    [InlineData("""{"password":1,}}]]{"pwd":2}""", """{"password":"‹1›",}}]]{"pwd":"‹1›"}""")]
    [InlineData("""{"password":}""", """{"password":}""")]
    [InlineData(""":":"::"password":"x"}""", """:":"::"password":"‹1›"}""")]
    public async Task Json_ThatIsNotValid_LosesItsSecretsToo(string json, string redacted) => Assert.Equal(redacted.TrimEnd(), await BodyAsync(json, Json));

    [Theory]
    [InlineData("""{"a":"{\"password\":\"x\",\"b\":1}"}""", """{"a":"{\"password\":\"‹1›\",\"b\":1}"}""")]
    [InlineData("""{"a":"{\"password\":12,\"b\":1}"}""", """{"a":"{\"password\":\"‹2›\",\"b\":1}"}""")]
    [InlineData("""{"a":"{\"password\":[1,2]}","c":1}""", """{"a":"{\"password\":\"‹6›\"","c":1}""")]
    [InlineData("""{"a":"{\"b\":\"{\\\"password\\\":\\\"x\\\"}\"}"}""", """{"a":"{\"b\":\"{\\\"password\\\":\\\"‹1›\\\"}\"}"}""")]
    [InlineData("""{"a":"{\"pass\\u0077ord\":\"x\"}"}""", """{"a":"{\"pass\\u0077ord\":\"‹1›\"}"}""")]
    public async Task Json_InAString_LosesItsSecretsToo(string json, string redacted) => Assert.Equal(redacted, await BodyAsync(json, Json));

    [Theory]
    [InlineData("application/problem+json; charset=utf-8")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/x-ndjson")]
    [InlineData("application/json-seq")]
    [InlineData("text/plain")]
    [InlineData("not a type")]
    [InlineData(null)]
    public async Task Json_OfAnyType_LosesItsSecrets(string? type) =>
        Assert.Equal("""{"password":"‹3›","b":"c"}""", await BodyAsync("""{"password":"a&x","b":"c"}""", type));

    [Theory]
    [InlineData("""{"password":"abc|""", """{"password":"‹3~cut›" """)]
    [InlineData("""{"password":"1234567890123456\|""", """{"password":"‹17~cut›" """)]
    [InlineData("""{"password":123|""", """{"password":"‹3~cut›" """)]
    [InlineData("""{"password":{"a":"b"|""", """{"password":"‹8~cut›" """)]
    [InlineData("""{"password":"abc"|""", """{"password":"‹3›" """)]
    [InlineData("""{"password":|""", """{"password": """)]
    [InlineData("""{"passwo|""", """{"passwo """)]
    [InlineData("""{"a":"{\"password\":\"ab|""", """{"a":"{\"password\":\"‹2~cut›\" """)]
    public async Task Json_ThatIsCut_SaysWhatIsCut(string json, string redacted)
    {
        var kept = json.IndexOf('|', StringComparison.Ordinal);

        Assert.Equal(redacted.TrimEnd(), await CutBodyAsync(json[..kept] + "rest", kept, Json));
    }

    [Fact]
    public async Task Json_WithSecrets_TellsThePointerOfEach()
    {
        await BodyAsync("""{"a":[0,{"x":1},{"b/c~":{"pwd":{"pwd":1}}}],"secret":[1],"d":"{\"pwd\":2}","e":[{"pwd":3},4,[{"pwd":5}]]}""", Json);

        Assert.Equal(["Json /a/2/b~1c~0/pwd", "Json /secret", "Json /d/pwd", "Json /e/0/pwd", "Json /e/2/0/pwd"], Places);
    }

    [Fact]
    public async Task Json_WithoutQuotesAroundNames_TellsThePointerToo()
    {
        await BodyAsync("""{"a":[{pwd:1},{'pwd':2}],pwd:3}""", Json);

        Assert.Equal(["Json /a/0/pwd", "Json /a/1/pwd", "Json /pwd"], Places);
    }

    [Fact]
    public async Task Json_OfTenThousandLevels_LosesItsSecrets()
    {
        var before = string.Concat(Enumerable.Repeat("{\"a\":[", 10_000));

        Assert.Equal(before + "{\"pwd\":\"‹1›\"", await BodyAsync(before + "{\"pwd\":1", Json));
        Assert.StartsWith("/a/0/a/0/", Found[0].Name, StringComparison.Ordinal);
        Assert.EndsWith("/…/pwd", Found[0].Name, StringComparison.Ordinal);
        Assert.InRange(Found[0].Name.Length, 0, 600);
    }

    [Theory]
    [InlineData("\\\"pwd\\\":1,")]
    [InlineData("\"pwd\":1,")]
    [InlineData("{pwd:1,")]
    public async Task Json_WithVeryManySecrets_LosesAllThatComesAfterTheFirstOfThem(string member)
    {
        var shown = await BodyAsync("{\"a\":\"\"," + string.Concat(Enumerable.Repeat(member, 40_000)), Json);

        Assert.Equal(RedactedText.MostValues, Found.Count);
        Assert.True(Found[^1].IsCut);
        Assert.Equal(RedactedText.MostValues, shown.Split("pwd").Length - 1);
    }

    /// <summary>The last of them would take minutes if each of its names were followed to the end.</summary>
    [Theory]
    [InlineData("""{"a":"b"}""", 1)]
    [InlineData("", 1)]
    [InlineData(",pwd:{", 150_000)]
    public async Task Json_WithoutSecrets_IsTheSameMemory(string value, int times)
    {
        var body = await ReadBodies.ReadAsync(JsonSerializer.SerializeToUtf8Bytes(new[] { string.Concat(Enumerable.Repeat(value, times)) }), Json);

        Assert.Equal(new RedactedBody(body.Received.Kept, RedactedForm.AsReceived), Redactor.RedactBody(body, Found));
    }

    [Fact]
    public async Task Body_WithoutSecrets_AllocatesNothing()
    {
        var body = await ReadBodies.ReadAsync("""{"name":"value","number":1,"url":"https://host/?a=b"}"""u8.ToArray(), Json + "; charset=utf-8");
        var head = "GET /?a=b HTTP/1.1\r\nHost: h\r\nReferer: http://h/?a=b\r\nAccept: */*\r\n\r\n"u8.ToArray();
        Redactor.RedactBody(body, Found);
        Redactor.RedactHead(head, false, Found);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Redactor.RedactBody(body, Found);
        Redactor.RedactHead(head, false, Found);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
