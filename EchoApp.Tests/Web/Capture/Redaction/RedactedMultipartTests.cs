using System.Text;
using EchoApp.Tests.Web.Fuzzing;
using EchoApp.Web.Capture.Redaction;
using Xunit;
using Found = EchoApp.Web.Capture.Redaction.Redaction;

namespace EchoApp.Tests.Web.Capture.Redaction;

public sealed class RedactedMultipartTests : RedactionTests
{
    private const string Type = "multipart/form-data; boundary=b";

    [Theory]
    [InlineData("Content-Disposition: form-data; name=\"password\"")]
    [InlineData("content-disposition : form-data; name=PassWord")]
    [InlineData("Content-Type: text/plain\r\nContent-Disposition: form-data;\r\n name=\"password\"; filename=\"x\"")]
    [InlineData("Content-Disposition: form-data; name*=UTF-8''pass%77ord")]
    [InlineData("Content-Disposition: form-data; name=\"user[password]\"")]
    [InlineData("Content-Disposition: form-data; name=\"pass%77ord\"")]
    [InlineData("Content-Disposition: form data; name=\"password\"")]
    [InlineData("Content-Disposition: form-data; name=\"a\"; name=\"password\"")]
    [InlineData("Content-Disposition: form-data; name=\"a\"\r\nContent-Disposition: form-data; name=\"password\"")]
    public async Task Part_WithASensitiveName_LosesItsContentAlone(string headers)
    {
        var before = $"preamble\r\n--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nv\r\n--b\r\n{headers}\r\n\r\n";
        const string After = "\r\n--b\r\nContent-Disposition: form-data; name=c\r\n\r\nw\r\n--b--\r\n";

        Assert.Equal(before + "‹10›" + After, await BodyAsync(before + "x\r\n--bb\r\ny" + After, Type));
    }

    [Theory]
    [InlineData("--b\nContent-Disposition: form-data; name=pwd\n\nx\n--b--", "--b\nContent-Disposition: form-data; name=pwd\n\n‹1›\n--b--")]
    [InlineData("--b \t\r\nContent-Disposition: form-data; name=pwd\r\n\r\nx\r\n--b--", "--b \t\r\nContent-Disposition: form-data; name=pwd\r\n\r\n‹1›\r\n--b--")]
    [InlineData("--b\r\nContent-Disposition: form-data; name=pwd\r\nx\r\n--b--", "--b\r\nContent-Disposition: form-data; name=pwd\r\n‹1›\r\n--b--")]
    [InlineData("--b\r\nContent-Disposition: form-data; name=pwd\r\n\r\n\r\n--b--", "--b\r\nContent-Disposition: form-data; name=pwd\r\n\r\n\r\n--b--")]
    [InlineData("--b\r\nContent-Disposition: form-data; name=pwd\r\n\r\nx", "--b\r\nContent-Disposition: form-data; name=pwd\r\n\r\n‹1›")]
    [InlineData("--b--\r\n--b\r\nContent-Disposition: form-data; name=pwd\r\n\r\nx\r\n--b--", "--b--\r\n--b\r\nContent-Disposition: form-data; name=pwd\r\n\r\n‹1›\r\n--b--")]
    [InlineData("--b\r\nX: y\r\n\r\n{\"pwd\":\"x\"}\r\n--b--", "--b\r\nX: y\r\n\r\n{\"pwd\":\"‹1›\"}\r\n--b--")]
    [InlineData("--c\r\nContent-Disposition: form-data; name=pwd\r\n\r\nx\r\n--c--", "--c\r\nContent-Disposition: form-data; name=pwd\r\n\r\n‹1›\r\n--c--")]
    [InlineData("{\"pwd\":\"x\"}", "{\"pwd\":\"‹1›\"}")]
    public async Task Multipart_OfAnyForm_LosesItsSecretsAlone(string body, string redacted) => Assert.Equal(redacted, await BodyAsync(body, Type));

    [Fact]
    public async Task Multipart_ThatIsCut_LosesAllToItsEnd()
    {
        const string Before = "--b\r\nContent-Disposition: form-data; name=pwd\r\n\r\n";

        Assert.Equal(Before + "‹5~cut›", await CutBodyAsync(Before + "x\r\n--b--", Before.Length + 5, Type));
    }

    /// <summary>Every part is sensitive, and what the echo finds to be its length is what is redacted.</summary>
    [Fact]
    public async Task Parts_OfRandomBytes_AreThoseThatTheEchoFinds()
    {
        const int Seed = 17;
        var random = new Random(Seed);
        var redactor = new Redactor(new RedactionOptions { FormFields = ["*"] }, new Fingerprint("k"u8));
        string[] pieces = ["\r\n--b", "--b", "\r\n", "\n", "--", " ", "\t", "x", "\r", "Content-Disposition: form-data; name=a\r\n\r\n", "\r\n--b\r\nContent-Disposition: form-data; name=a\r\n\r\n"];
        for (var i = 0; i < 2000; i++)
        {
            var text = new StringBuilder("--b\r\nContent-Disposition: form-data; name=a\r\n\r\nv");
            for (var count = random.Next(12); count > 0; count--)
            {
                text.Append(random.Pick(pieces));
            }

            var body = await ReadBodies.ReadAsync(Encoding.ASCII.GetBytes(text.ToString()), Type);
            var found = new List<Found>();
            redactor.RedactBody(body, found);

            var lengths = body.Received.Parts?.Where(part => part.Name == "a" && part.Length > 0).Select(part => part.Length) ?? [];
            Assert.True(lengths.All(length => found.Exists(redaction => redaction.Length == length)), $"Seed {Seed}, {i}: {text}");
        }
    }
}
