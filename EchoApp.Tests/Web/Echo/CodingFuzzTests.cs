using System.IO.Compression;
using System.Text;
using EchoApp.Web.Echo.Body;
using EchoApp.Web.Echo.Body.Codings;
using Xunit;

namespace EchoApp.Tests.Web.Echo;

/// <summary>Compressed data that is whole, cut and damaged at random, in pieces of random lengths.</summary>
public sealed class CodingFuzzTests
{
    [Theory]
    [MemberData(nameof(Coding.All), MemberType = typeof(Coding))]
    public async Task Data_WholeInRandomPieces_IsDecoded(string coding)
    {
        var random = new Random(11);
        for (var i = 0; i < 40; i++)
        {
            var plain = Plain(random, random.Next(300_000));

            var (own, fault) = await DecodeAsync(new DribblingStream(Coding.Apply(plain, coding), random), coding);

            Assert.Null(fault);
            Assert.True(plain.AsSpan().SequenceEqual(own), $"Seed 11, {coding}, {i}");
        }
    }

    [Theory]
    [MemberData(nameof(Coding.All), MemberType = typeof(Coding))]
    public async Task Data_DamagedAtRandom_IsRefusedInOurWordsOrDecoded(string coding)
    {
        var random = new Random(13);
        for (var i = 0; i < 400; i++)
        {
            var data = Coding.Apply(Plain(random, random.Next(1, 20_000)), coding);
            for (var count = random.Next(1, 6); count > 0; count--)
            {
                data[random.Next(data.Length)] = (byte)random.Next(256);
            }

            var (_, fault) = await DecodeAsync(new DribblingStream(data[..random.Next(1, data.Length + 1)], random), coding);

            Assert.True(fault is null || fault.EndsWith(", counted from 0.", StringComparison.Ordinal), $"Seed 13, {coding}, {i}: {fault}");
        }
    }

    /// <summary>Against the runtime's own: equal when it takes the data, and a fault when it does not.</summary>
    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.Fastest)]
    [InlineData(CompressionLevel.SmallestSize)]
    public async Task Deflate_DamagedAtRandom_IsTakenOrRefusedAsByTheRuntime(CompressionLevel level)
    {
        var random = new Random(7);
        for (var i = 0; i < 400; i++)
        {
            var plain = new byte[random.Next(1, 60_000)];
            for (var j = 0; j < plain.Length; j++)
            {
                plain[j] = (byte)(random.Next(3) == 0 ? random.Next(256) : j % 7);
            }

            using var compressed = new MemoryStream();
            await using (var encoder = new ZLibStream(compressed, level, leaveOpen: true))
            {
                await encoder.WriteAsync(plain, TestContext.Current.CancellationToken);
            }

            var data = compressed.ToArray();
            if (i % 4 > 0)
            {
                data[random.Next(2, data.Length - 4)] ^= (byte)(1 << random.Next(8));
            }

            var (own, fault) = await DecodeAsync(new MemoryStream(data), "deflate");
            var theirs = await RuntimeAsync(data);
            Assert.True(theirs is null ? fault is not null : fault is null && theirs.AsSpan().SequenceEqual(own), $"Seed 7, {level}, {i}: {fault}");
        }
    }

    private static byte[] Plain(Random random, int length)
    {
        var plain = new StringBuilder();
        while (plain.Length < length)
        {
            plain.Append(random.Next(3) == 0 ? random.Next(1000) : "the same again and ").Append(random.Next(9));
        }

        return Encoding.ASCII.GetBytes(plain.ToString());
    }

    private static async Task<(byte[] Decoded, string? Fault)> DecodeAsync(Stream data, string coding)
    {
        var notes = new BodyNotes();
        var place = new CodingPlace(coding, 1, 1, notes);
        await using Stream reader = coding switch
        {
            "zstd" => new ZstdReader(data, place),
            "br" => new BrotliReader(data, place),
            "gzip" => new GzipReader(data, place),
            _ => new DeflateReader(data, place),
        };
        using var decoded = new MemoryStream();
        try
        {
            await reader.CopyToAsync(decoded, TestContext.Current.CancellationToken);
            return (decoded.ToArray(), notes.Text);
        }
        catch (UndecodableException exception)
        {
            return (decoded.ToArray(), exception.Reason);
        }
    }

    private static async Task<byte[]?> RuntimeAsync(byte[] data)
    {
        await using var reader = new ZLibStream(new MemoryStream(data), CompressionMode.Decompress);
        using var decoded = new MemoryStream();
        try
        {
            await reader.CopyToAsync(decoded, TestContext.Current.CancellationToken);
            return decoded.ToArray();
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
