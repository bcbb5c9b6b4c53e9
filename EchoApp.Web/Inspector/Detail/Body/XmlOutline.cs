using System.Globalization;
using System.Text;
using System.Xml;

namespace EchoApp.Web.Inspector.Detail.Body;

/// <summary>XML with its elements on lines of their own but where they stand among text. DTDs are refused, and nothing is loaded.</summary>
internal sealed class XmlOutline
{
    private const int Longest = 224 * 1024;

    /// <summary>Levels that are indented; what is deeper stands as far right as this.</summary>
    private const int DeepestIndent = 32;

    private static readonly XmlReaderSettings _settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreWhitespace = true };

    private readonly StringBuilder _text = new();
    private readonly Stack<bool> _hasText = new([false]);
    private bool _isEmpty;

    /// <summary><c>application/xml</c>, <c>text/xml</c>, and every <c>+xml</c> (RFC 7303 sections 4 and 9).</summary>
    public static bool IsXml(string mediaType) =>
        mediaType.Equals("application/xml", StringComparison.OrdinalIgnoreCase)
        || mediaType.Equals("text/xml", StringComparison.OrdinalIgnoreCase)
        || mediaType.EndsWith("+xml", StringComparison.OrdinalIgnoreCase);

    /// <param name="utf8">What should be XML, whatever encoding it says it is in.</param>
    /// <param name="isCut">Whether that is only its beginning.</param>
    /// <returns>The text; whether that is all; and why it is no XML, a sentence, null where it is.</returns>
    public static (string Text, bool IsWhole, string? Fault) Read(ReadOnlySpan<byte> utf8, bool isCut)
    {
        using var reader = XmlReader.Create(new StringReader(Encoding.UTF8.GetString(utf8).TrimStart('\ufeff')), _settings);
        var outline = new XmlOutline();
        try
        {
            while (reader.Read())
            {
                if (outline._text.Length <= Longest)
                {
                    outline.Add(reader);
                }
            }
        }
        catch (XmlException exception) when (isCut && exception.LineNumber > 0 && outline._text.Length > 0)
        {
            return (Excerpt.Of(outline._text.ToString(), Longest).Text, false, null);
        }
        catch (XmlException exception)
        {
            return ("", false, $"Not shown as XML: {Describe(exception, utf8)}.");
        }

        var text = Excerpt.Of(outline._text.ToString(), Longest);
        return (text.Text, text.LeftOut == 0, null);
    }

    /// <summary>Where there is no element, and where there is a DTD, the framework gives no place.</summary>
    private static string Describe(XmlException exception, ReadOnlySpan<byte> utf8) =>
        exception.LineNumber > 0 ? string.Create(CultureInfo.InvariantCulture, $"it is not well-formed at line {exception.LineNumber}, column {exception.LinePosition}")
        : utf8.IndexOf("<!DOCTYPE"u8) >= 0 ? "it has a DTD, which is not read"
        : "it has no element";

    private void Add(XmlReader reader)
    {
        switch (reader.NodeType)
        {
            case XmlNodeType.Element:
                AddElement(reader);
                break;
            case XmlNodeType.EndElement:
                var hadText = _hasText.Pop();
                BreakLine(hadText || _isEmpty, reader.Depth);
                _text.Append(CultureInfo.InvariantCulture, $"</{reader.Name}>");
                _isEmpty = false;
                break;
            case XmlNodeType.Text or XmlNodeType.SignificantWhitespace:
                SetText();
                _text.Append(Escaped(reader.Value));
                break;
            case XmlNodeType.CDATA:
                SetText();
                _text.Append(CultureInfo.InvariantCulture, $"<![CDATA[{reader.Value}]]>");
                break;
            case XmlNodeType.Comment:
                BreakLine(_hasText.Peek(), reader.Depth);
                _text.Append(CultureInfo.InvariantCulture, $"<!--{reader.Value}-->");
                _isEmpty = false;
                break;
            case XmlNodeType.ProcessingInstruction or XmlNodeType.XmlDeclaration:
                BreakLine(_hasText.Peek(), reader.Depth);
                _text.Append(CultureInfo.InvariantCulture, $"<?{reader.Name} {reader.Value}?>");
                _isEmpty = false;
                break;
        }
    }

    private void AddElement(XmlReader reader)
    {
        BreakLine(_hasText.Peek(), reader.Depth);
        _text.Append(CultureInfo.InvariantCulture, $"<{reader.Name}");
        while (reader.MoveToNextAttribute())
        {
            _text.Append(CultureInfo.InvariantCulture, $" {reader.Name}=\"{Escaped(reader.Value).Replace("\"", "&quot;", StringComparison.Ordinal)}\"");
        }

        reader.MoveToElement();
        _text.Append(reader.IsEmptyElement ? "/>" : ">");
        _isEmpty = !reader.IsEmptyElement;
        if (_isEmpty)
        {
            _hasText.Push(_hasText.Peek());
        }
    }

    /// <summary>Within what has text, nothing stands on a line of its own: spaces would be added to that.</summary>
    private void SetText()
    {
        _hasText.Pop();
        _hasText.Push(true);
        _isEmpty = false;
    }

    private void BreakLine(bool isInline, int depth)
    {
        if (!isInline && _text.Length > 0)
        {
            _text.Append('\n').Append(' ', 2 * Math.Min(depth, DeepestIndent));
        }
    }

    private static string Escaped(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}
