using System.Text;
using EchoApp.Tests.Web.Echo;
using EchoApp.Web.Capture.Redaction;
using Xunit;

namespace EchoApp.Tests.Web.Capture.Redaction;

/// <summary>A secret in texts made at random, whole and cut at each byte: no piece of it is left, and the rest is.</summary>
public sealed class RedactionFuzzTests : RedactionTests
{
    private const int PieceLength = 6;
    private const int EndingLength = 4;

    private readonly int _seed = Random.Shared.Next();

    public static TheoryData<string> Bodies => ["json", "form", "multipart"];

    public static TheoryData<string, string> CodedBodies =>
        [.. from body in Bodies.Select(row => row.Data) from coding in Coding.All.Select(row => row.Data) select (body, coding)];

    [Fact]
    public void Heads_CutAnywhere_HaveNothingOfTheSecret()
    {
        var random = new Random(_seed);
        for (var i = 0; i < 60; i++)
        {
            var shaped = ShapedSecret.Head(random);
            var bytes = Encoding.ASCII.GetBytes(shaped.Text);
            for (var length = 0; length <= bytes.Length; length++)
            {
                Check(shaped, length, Redactor.RedactHead(bytes.AsMemory(0, length), length < bytes.Length, Found));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Bodies_CutAnywhere_HaveNothingOfTheSecret(string kind)
    {
        var random = new Random(_seed);
        for (var i = 0; i < 15; i++)
        {
            var shaped = Shape(kind, random);
            var bytes = Encoding.ASCII.GetBytes(shaped.Text);
            for (var length = 0; length <= bytes.Length; length++)
            {
                var stored = Redactor.RedactBody(await ReadBodies.ReadAsync(bytes, shaped.Type, null, length), Found);
                Check(shaped, length, stored.Bytes);
            }
        }
    }

    /// <summary>Of which a part is kept, coded and decoded.</summary>
    [Theory]
    [MemberData(nameof(CodedBodies))]
    public async Task CodedBodies_KeptToAnywhere_HaveNothingOfTheSecret(string kind, string coding)
    {
        var shaped = Shape(kind, new Random(_seed));
        var bytes = Coding.Apply(Encoding.ASCII.GetBytes(shaped.Text), coding);
        for (var kept = 0; kept <= shaped.Text.Length; kept++)
        {
            var body = await ReadBodies.ReadAsync(bytes, shaped.Type, NameOf(coding), kept);
            var stored = Redactor.RedactBody(body, Found);

            Assert.Equal(RedactedForm.Decoded, stored.Form);
            Check(shaped, kept, stored.Bytes);
        }
    }

    /// <summary>What is stored as received is decoded again, as anybody could.</summary>
    [Theory]
    [MemberData(nameof(CodedBodies))]
    public async Task CodedBodies_BrokenOffAnywhere_HaveNothingOfTheSecret(string kind, string coding)
    {
        var shaped = Shape(kind, new Random(_seed));
        var bytes = Coding.Apply(Encoding.ASCII.GetBytes(shaped.Text), coding);
        for (var length = 0; length < bytes.Length; length++)
        {
            var body = await ReadBodies.ReadAsync(bytes[..length], shaped.Type, NameOf(coding));
            var stored = Redactor.RedactBody(body, Found);

            CheckSecret(shaped, length, stored.Bytes);
            var again = await ReadBodies.ReadAsync(stored.Bytes.ToArray(), shaped.Type, NameOf(coding));
            CheckSecret(shaped, length, again.Decoded?.Kept ?? default);
        }
    }

    private static string NameOf(string coding) => coding == "raw-deflate" ? "deflate" : coding;

    private static ShapedSecret Shape(string kind, Random random) => kind switch
    {
        "json" => ShapedSecret.Json(random),
        "form" => ShapedSecret.Form(random),
        _ => ShapedSecret.Multipart(random),
    };

    private void Check(ShapedSecret shaped, int length, ReadOnlyMemory<byte> stored)
    {
        CheckSecret(shaped, length, stored);
        var end = shaped.Before.Length + shaped.Secret.Length;
        var isDoubtful = length <= shaped.Before.Length ? length > shaped.Before.Length - shaped.DoubtfulBefore : length > end && length < end + shaped.DoubtfulAfter;
        if (isDoubtful)
        {
            return;
        }

        var text = Encoding.ASCII.GetString(stored.Span);
        var before = shaped.Text[..Math.Min(length, shaped.Before.Length)];
        var after = shaped.Text[Math.Min(length, end)..length];
        var isSame = text.StartsWith(before, StringComparison.Ordinal) && text.EndsWith(after, StringComparison.Ordinal);
        Assert.True(isSame, $"seed {_seed}, to {length}: more than the secret is gone.\n{shaped.Text}\n{text}");
        Assert.True(length > before.Length || text == before, $"seed {_seed}, to {length}: nothing should change.\n{shaped.Text}\n{text}");
    }

    private void CheckSecret(ShapedSecret shaped, int length, ReadOnlyMemory<byte> stored)
    {
        var text = Encoding.ASCII.GetString(stored.Span) + string.Concat(Found.Select(found => found.Name + found.Ending));
        for (var i = 0; i + PieceLength <= shaped.Canary.Length - EndingLength; i++)
        {
            var piece = shaped.Canary.Substring(i, PieceLength);
            Assert.False(text.Contains(piece, StringComparison.Ordinal), $"seed {_seed}, to {length}: '{piece}' is left.\n{shaped.Text}\n{text}");
        }

        Found.Clear();
    }
}
