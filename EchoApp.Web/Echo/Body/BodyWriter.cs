using System.Text.Json;

namespace EchoApp.Web.Echo.Body;

internal static class BodyWriter
{
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
            json.WriteString(EchoNames.Text, text.Span);
        }
        else
        {
            json.WriteBase64String(EchoNames.Base64, content.Kept.Span);
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

        if (content.Files is { } files)
        {
            WriteFiles(json, files);
        }
    }

    private static void WriteFiles(Utf8JsonWriter json, IReadOnlyList<UploadedFile> files)
    {
        json.WriteStartArray(EchoNames.Files);
        foreach (var file in files)
        {
            json.WriteStartObject();
            json.WriteString(EchoNames.Name, file.Name);
            json.WriteString(EchoNames.FileName, file.FileName);
            json.WriteString(EchoNames.Type, file.Type);
            json.WriteNumber(EchoNames.Length, file.Length);
            json.WriteString(EchoNames.Sha256, file.Sha256);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
