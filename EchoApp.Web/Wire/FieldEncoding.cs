using System.Text;

namespace EchoApp.Web.Wire;

/// <summary>
/// How the server reads field values: as Latin-1, which loses no byte, while its own choice refuses what is not UTF-8. A NUL is refused with 400
/// here (RFC 9110 section 5.5): what the server throws on one in a trailer is a fault of its own, and would be answered with 500.
/// </summary>
internal sealed class FieldEncoding : Encoding
{
    public static FieldEncoding Instance { get; } = new();

    public override int GetByteCount(char[] chars, int index, int count) => Latin1.GetByteCount(chars, index, count);

    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex) =>
        Latin1.GetBytes(chars, charIndex, charCount, bytes, byteIndex);

    public override int GetCharCount(byte[] bytes, int index, int count) => count;

    /// <exception cref="BadHttpRequestException">There is a NUL in it.</exception>
    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex) =>
        Read(bytes.AsSpan(byteIndex, byteCount), chars.AsSpan(charIndex));

    public override unsafe int GetCharCount(byte* bytes, int count) => count;

    /// <inheritdoc cref="GetChars(byte[], int, int, char[], int)"/>
    public override unsafe int GetChars(byte* bytes, int byteCount, char* chars, int charCount) =>
        Read(new ReadOnlySpan<byte>(bytes, byteCount), new Span<char>(chars, charCount));

    public override int GetMaxByteCount(int charCount) => Latin1.GetMaxByteCount(charCount);

    public override int GetMaxCharCount(int byteCount) => byteCount;

    private static int Read(ReadOnlySpan<byte> bytes, Span<char> chars) => bytes.Contains((byte)0)
        ? throw new BadHttpRequestException("A field's value has a NUL in it.")
        : Latin1.GetChars(bytes, chars);
}
