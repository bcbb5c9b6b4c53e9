using EchoApp.Web.Echo;
using EchoApp.Web.Echo.Body.Charsets;
using EchoApp.Web.Reading.Bodies;

namespace EchoApp.Web.Inspector.Detail.Body;

/// <summary>Some of the fields of a urlencoded form, in the order in which they came.</summary>
internal sealed record FormPage(IReadOnlyList<(Excerpt Name, Excerpt Value)> Fields, Pager Pager)
{
    /// <summary>Fields on a page.</summary>
    public const int Size = 200;

    private const int LongestName = 1000;

    /// <summary>Of a value: all of them together stay below 256 KiB, but for the names.</summary>
    private const int LongestValue = 32 * 1024;

    private const int LongestValues = 224 * 1024;

    /// <param name="body">A form. Of one that is cut, what follows the last ampersand is no whole field.</param>
    /// <param name="viewing">What is looked at.</param>
    public static FormPage Of(StoredBody body, BodyViewing viewing)
    {
        var charset = body.Charset.IsLikeAscii ? body.Charset : Charset.Utf8;
        var bytes = body.Charset.IsLikeAscii ? body.Content.Kept.Span : body.Text.Span;
        bytes = body.Content.Truncated ? bytes[..Math.Max(0, bytes.LastIndexOf((byte)'&'))] : bytes;
        var count = Count(bytes);
        var from = Pager.Start(viewing.At, count);
        List<(Excerpt, Excerpt)> fields = [];
        var index = 0L;
        var left = LongestValues;
        foreach (var range in bytes.Split((byte)'&'))
        {
            if (bytes[range].IsEmpty || index++ < from)
            {
                continue;
            }

            if (fields.Count == Size || left <= 0)
            {
                break;
            }

            var (name, value) = UrlEncoded.ParsePair(bytes[range], charset, out _);
            fields.Add((Excerpt.Of(name, LongestName), Excerpt.Of(value, LongestValue)));
            left -= fields[^1].Item2.Text.Length;
        }

        return new(fields, Pager.Of(viewing, BodyViews.Form, "Fields", from, from + fields.Count, count, Size));
    }

    private static long Count(ReadOnlySpan<byte> form)
    {
        var count = 0L;
        foreach (var range in form.Split((byte)'&'))
        {
            count += form[range].IsEmpty ? 0 : 1;
        }

        return count;
    }
}
