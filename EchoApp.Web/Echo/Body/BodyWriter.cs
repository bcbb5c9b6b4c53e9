using System.Text.Json;
using EchoApp.Web.Echo.Body.Multipart;

namespace EchoApp.Web.Echo.Body;

internal static class BodyWriter
{
    private const int PieceLength = 12 * 1024;

    private delegate void Piece(Utf8JsonWriter json, ReadOnlySpan<byte> piece, bool isLast);

    public static void Write(Utf8JsonWriter json, EchoBody body)
    {
        json.WriteStartObject();
        json.WriteString(EchoNames.ContentType, body.ContentType);
        WriteContent(json, body.Received);
        if (body.Codings.Count > 0)
        {
            WriteDecoded(json, body);
        }

        if (body.Error is not null)
        {
            json.WriteString(EchoNames.Error, body.Error);
        }

        json.WriteEndObject();
    }

    private static void WriteDecoded(Utf8JsonWriter json, EchoBody body)
    {
        json.WriteStartArray(EchoNames.ContentEncoding);
        foreach (var coding in body.Codings)
        {
            json.WriteStringValue(HeaderText.Decode(coding));
        }

        json.WriteEndArray();
        if (body.Decoded is { } decoded)
        {
            json.WriteStartObject(EchoNames.Decoded);
            WriteContent(json, decoded);
            json.WriteEndObject();
        }
    }

    private static void WriteContent(Utf8JsonWriter json, BodyContent content)
    {
        json.WriteNumber(EchoNames.Length, content.Length);
        json.WriteString(EchoNames.Sha256, content.Sha256);
        json.WriteBoolean(EchoNames.Truncated, content.Truncated);
        if (content.Text is { } text)
        {
            json.WritePropertyName(EchoNames.Text);
            WriteInPieces(json, text.Span, static (json, piece, isLast) => json.WriteStringValueSegment(piece, isLast));
        }
        else
        {
            json.WritePropertyName(EchoNames.Base64);
            WriteInPieces(json, content.Kept.Span, static (json, piece, isLast) => json.WriteBase64StringSegment(piece, isLast));
        }

        if (content.Json is { } raw)
        {
            json.WritePropertyName(EchoNames.Json);
            json.WriteRawValue(json.Options.Indented ? raw.Span : BodyJson.OnOneLine(raw).Span, skipInputValidation: true);
        }

        if (content.Form is { } form)
        {
            json.WritePropertyName(EchoNames.Form);
            form.WriteLists(json);
        }

        if (content.Parts is { } parts)
        {
            WriteFiles(json, parts);
            WriteParts(json, parts);
        }
    }

    /// <summary>Of a long value in one piece the writer would make a second copy to escape it, six times as long.</summary>
    private static void WriteInPieces(Utf8JsonWriter json, ReadOnlySpan<byte> value, Piece write)
    {
        for (; value.Length > PieceLength; value = value[PieceLength..])
        {
            write(json, value[..PieceLength], false);
        }

        write(json, value, true);
    }

    private static void WriteFiles(Utf8JsonWriter json, IReadOnlyList<BodyPart> parts)
    {
        json.WriteStartArray(EchoNames.Files);
        foreach (var part in parts.Where(part => part.Text is null))
        {
            json.WriteStartObject();
            WritePart(json, part);
            json.WriteString(EchoNames.Sha256, part.Sha256);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteParts(Utf8JsonWriter json, IReadOnlyList<BodyPart> parts)
    {
        json.WriteStartArray(EchoNames.Parts);
        foreach (var part in parts)
        {
            json.WriteStartObject();
            WritePart(json, part);
            json.WriteStartArray(EchoNames.Headers);
            foreach (var header in part.Headers)
            {
                json.WriteStartArray();
                json.WriteStringValue(header.Name);
                json.WriteStringValue(header.Value);
                json.WriteEndArray();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WritePart(Utf8JsonWriter json, BodyPart part)
    {
        json.WriteString(EchoNames.Name, part.Name);
        json.WriteString(EchoNames.FileName, part.FileName);
        json.WriteString(EchoNames.Type, part.Type);
        json.WriteNumber(EchoNames.Length, part.Length);
    }
}
