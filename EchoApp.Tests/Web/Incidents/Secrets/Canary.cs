using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using EchoApp.Tests.Web.Echo;

namespace EchoApp.Tests.Web.Incidents.Secrets;

/// <summary>A secret that stands nowhere else, in the forms in which it is sent, and by which it is found wherever it has got to.</summary>
internal sealed class Canary
{
    // None of them is a hexadecimal digit in small letters, so that no fingerprint is taken for a piece of it.
    private const string Characters = "GHJKLMNPQRSTUVWXYZghjkmnpqrstuvwxyz23456789";
    private const int Half = 16;

    /// <summary>Characters in a row by which it is told: twice as many as are kept of a value's end.</summary>
    private const int Told = 8;

    private readonly ConcurrentBag<byte[]> _coded = [];
    private readonly List<byte[]> _pieces = [];

    public Canary()
    {
        Value = $"{RandomNumberGenerator.GetString(Characters, Half)}7k{RandomNumberGenerator.GetString(Characters, Half)}";
        PercentEncoded = string.Concat(Value.Select(character => $"%{(int)character:x2}"));
        JsonEscaped = string.Concat(Value.Select(character => $"\\u{(int)character:x4}"));
        Basic = Convert.ToBase64String(Encoding.ASCII.GetBytes($"ann:{Value}"));
        AddPieces(Encoding.ASCII.GetBytes(Value), Told);
        AddPieces(Encoding.ASCII.GetBytes(PercentEncoded), Told * 3);
        AddPieces(Encoding.ASCII.GetBytes(PercentEncoded.ToUpperInvariant()), Told * 3);
        AddPieces(Encoding.ASCII.GetBytes(JsonEscaped), Told * 6);
        AddPieces(Encoding.ASCII.GetBytes(Basic)[8..], Told * 4 / 3);
        AddPieces(Encoding.Unicode.GetBytes(Value), Told * 2);
    }

    public string Value { get; }

    public string PercentEncoded { get; }

    public string JsonEscaped { get; }

    /// <summary>As the password of <c>ann</c> in credentials of the scheme Basic (RFC 7617).</summary>
    public string Basic { get; }

    /// <summary>Those of its pieces that are text, from one end to the other.</summary>
    public IEnumerable<string> Texts => [Value[..Half], Value[Half..], PercentEncoded[..(Half * 3)], PercentEncoded[(Half * 3)..], Basic[8..]];

    /// <summary>Applies a content coding to a body that it is in. It is found by those bytes from now on.</summary>
    public byte[] Code(byte[] body, string coding)
    {
        var coded = Coding.Apply(body, coding);
        _coded.Add(coded[(coded.Length / 2)..][..Half]);
        return coded;
    }

    /// <summary>What stands around a piece of it; null where there is none.</summary>
    public string? FindIn(ReadOnlySpan<byte> bytes)
    {
        foreach (var piece in _pieces.Concat(_coded))
        {
            if (bytes.IndexOf(piece) is >= 0 and var at)
            {
                return Encoding.Latin1.GetString(bytes[Math.Max(0, at - 300)..Math.Min(bytes.Length, at + 100)]);
            }
        }

        return null;
    }

    private void AddPieces(byte[] form, int length)
    {
        for (var start = 0; start + length <= form.Length; start++)
        {
            _pieces.Add(form[start..(start + length)]);
        }
    }
}
