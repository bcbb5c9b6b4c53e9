using System.Text;

namespace EchoApp.Web.Echo.Body.Charsets;

/// <summary>A charset of single bytes that is ASCII in its lower half, which the runtime does not have. It is only read.</summary>
/// <param name="codePage">Its number.</param>
/// <param name="high">What the bytes from 128 on stand for.</param>
internal sealed class HighHalfEncoding(int codePage, string high) : Encoding(codePage)
{
    private const int High = 128;
    private const int Printable = 160;

    /// <summary>Null for a code page that is none of these.</summary>
    public static HighHalfEncoding? Find(int codePage)
    {
        var printable = codePage switch
        {
            28600 => "\u00a0ĄĒĢĪĨĶ§ĻĐŠŦŽ\u00adŪŊ°ąēģīĩķ·ļđšŧž―ūŋĀÁÂÃÄÅÆĮČÉĘËĖÍÎÏÐŅŌÓÔÕÖŨØŲÚÛÜÝÞßāáâãäåæįčéęëėíîïðņōóôõöũøųúûüýþĸ",
            28604 => "\u00a0Ḃḃ£ĊċḊ§Ẁ©ẂḋỲ\u00ad®ŸḞḟĠġṀṁ¶ṖẁṗẃṠỳẄẅṡÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏŴÑÒÓÔÕÖṪØÙÚÛÜÝŶßàáâãäåæçèéêëìíîïŵñòóôõöṫøùúûüýŷÿ",
            28606 => "\u00a0ĄąŁ€„Š§š©Ș«Ź\u00adźŻ°±ČłŽ”¶·žčș»ŒœŸżÀÁÂĂÄĆÆÇÈÉÊËÌÍÎÏĐŃÒÓÔŐÖŚŰÙÚÛÜĘȚßàáâăäćæçèéêëìíîïđńòóôőöśűùúûüęțÿ",
            _ => null,
        };
        return printable is not null ? new HighHalfEncoding(codePage, Range((char)High, Printable - High) + printable)
            : codePage == -1 ? new HighHalfEncoding(0, Range('\uf780', High))
            : null;
    }

    public override int GetByteCount(char[] chars, int index, int count) => count;

    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex) => throw new NotSupportedException();

    public override int GetCharCount(byte[] bytes, int index, int count) => count;

    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex)
    {
        for (var i = 0; i < byteCount; i++)
        {
            var value = bytes[byteIndex + i];
            chars[charIndex + i] = value < High ? (char)value : high[value - High];
        }

        return byteCount;
    }

    public override int GetMaxByteCount(int charCount) => charCount;

    public override int GetMaxCharCount(int byteCount) => byteCount;

    private static string Range(char first, int count) => new([.. Enumerable.Range(first, count).Select(i => (char)i)]);
}
