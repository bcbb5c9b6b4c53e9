using System.Text;
using EchoApp.Web.Wire;
using Xunit;

namespace EchoApp.Tests.Web.Wire;

public sealed class ChunkedFramingTests
{
    [Theory]
    [InlineData("0\r\n\r\n", null, false)]
    [InlineData("3\r\nabc\r\n0\r\n\r\n", null, false)]
    [InlineData("3\r\n0\r\n\r\n0\r\n\r\n", null, false)]
    [InlineData("A\r\n0123456789\r\nb\r\n0123456789a\r\n0\r\n\r\n", null, false)]
    [InlineData("03\r\nabc\r\n00\r\n\r\n", null, true)]
    [InlineData("3;a=\"b;c\"\r\nabc\r\n0;d\r\n\r\n", ";a=\"b;c\"", false)]
    [InlineData("3\r\nabc\r\n0;last\r\n\r\n", ";last", false)]
    [InlineData("3\r\nabc\r\n0\r\nA: b\r\nC: d\r\n\r\n", null, false)]
    public void Follow_CutAnywhere_FindsTheEnd(string body, string? extension, bool hasZeros)
    {
        var bytes = Encoding.Latin1.GetBytes(body + "GET / HTTP/1.1\r\n\r\n");
        for (var cut = 0; cut <= body.Length; cut++)
        {
            var framing = new ChunkedFraming();
            var length = framing.Follow(bytes.AsSpan(0, cut));
            Assert.Equal(cut, length);
            Assert.Equal(cut == body.Length, framing.HasEnded);
            length += framing.Follow(bytes.AsSpan(cut));

            Assert.Equal(body.Length, length);
            Assert.True(framing.HasEnded);
            Assert.Equal((extension, hasZeros), (framing.Extension, framing.HasLeadingZeros));
        }
    }

    [Fact]
    public void Extension_Long_IsCut()
    {
        var framing = new ChunkedFraming();
        framing.Follow(Encoding.Latin1.GetBytes($"3;{new string('x', 5_000)}\r\nabc\r\n"));

        Assert.Equal(200, framing.Extension!.Length);
        Assert.False(framing.HasEnded);
    }
}
