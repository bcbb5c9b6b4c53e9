using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using EchoApp.Hosting.Dashboard.Otlp.Wire;

namespace EchoApp.Hosting.Dashboard.Otlp.Decoding;

/// <summary>An AnyValue as text: numbers in the invariant culture, bytes in base64, arrays and maps as JSON, of which what is too deep is cut off.</summary>
internal sealed class AnyValueText(Texts texts)
{
    private const int MaxDepth = 24;
    private const string TooDeep = "…";

    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public string Of(ReadOnlySpan<byte> anyValue, Intake intake)
    {
        string? text = null;
        var value = new WireReader(anyValue);
        // The first is the value. Were others looked at, each empty array of millions would cost as much as all of them.
        while (text is null && value.Next())
        {
            text = (AnyValueField)value.Field switch
            {
                AnyValueField.String => texts.Of(value.Bytes, intake),
                AnyValueField.Bool => value.Number == 0 ? "false" : "true",
                AnyValueField.Int => ((long)value.Number).ToString(CultureInfo.InvariantCulture),
                AnyValueField.Double => value.Double.ToString(CultureInfo.InvariantCulture),
                AnyValueField.Array or AnyValueField.KeyValueList => Json(anyValue, intake),
                AnyValueField.Bytes => texts.Cut(Base64(value.Bytes), intake),
                _ => null,
            };
        }

        return text ?? "";
    }

    private string Json(ReadOnlySpan<byte> anyValue, Intake intake)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, _options))
        {
            Write(writer, anyValue, depth: 0, intake);
        }

        var text = texts.Cut(Encoding.UTF8.GetString(buffer.WrittenSpan), intake);
        intake.Spend(2L * text.Length);
        return text;
    }

    private void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> anyValue, int depth, Intake intake)
    {
        var value = new WireReader(anyValue);
        var written = false;
        while (!written && value.Next())
        {
            written = Enum.IsDefined((AnyValueField)value.Field);
            switch ((AnyValueField)value.Field)
            {
                case AnyValueField.String:
                    writer.WriteStringValue(Shortened(value.Bytes));
                    break;
                case AnyValueField.Bool:
                    writer.WriteBooleanValue(value.Number != 0);
                    break;
                case AnyValueField.Int:
                    writer.WriteNumberValue((long)value.Number);
                    break;
                case AnyValueField.Double when double.IsFinite(value.Double):
                    writer.WriteNumberValue(value.Double);
                    break;
                case AnyValueField.Double:
                    writer.WriteStringValue(value.Double.ToString(CultureInfo.InvariantCulture));
                    break;
                case AnyValueField.Array or AnyValueField.KeyValueList when depth == MaxDepth:
                    intake.Cut();
                    writer.WriteStringValue(TooDeep);
                    break;
                case AnyValueField.Array:
                    WriteArray(writer, value.Bytes, depth, intake);
                    break;
                case AnyValueField.KeyValueList:
                    WriteMap(writer, value.Bytes, depth, intake);
                    break;
                case AnyValueField.Bytes:
                    writer.WriteStringValue(Base64(value.Bytes));
                    break;
            }
        }

        if (!written)
        {
            writer.WriteNullValue();
        }
    }

    private void WriteArray(Utf8JsonWriter writer, ReadOnlySpan<byte> array, int depth, Intake intake)
    {
        writer.WriteStartArray();
        var values = new WireReader(array);
        while (!IsLongEnough(writer) && values.Next())
        {
            if (values.Field == 1)
            {
                Write(writer, values.Bytes, depth + 1, intake);
            }
        }

        writer.WriteEndArray();
    }

    private void WriteMap(Utf8JsonWriter writer, ReadOnlySpan<byte> map, int depth, Intake intake)
    {
        writer.WriteStartObject();
        var values = new WireReader(map);
        while (!IsLongEnough(writer) && values.Next())
        {
            if (values.Field == 1)
            {
                var parts = KeyValueParts.Of(values.Bytes);
                writer.WritePropertyName(Shortened(parts.Key));
                Write(writer, parts.Value, depth + 1, intake);
            }
        }

        writer.WriteEndObject();
    }

    // Whatever comes after that much will be cut off.
    private bool IsLongEnough(Utf8JsonWriter writer) => writer.BytesCommitted + writer.BytesPending > 3L * texts.MaxLength;

    private string Shortened(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8[..(int)Math.Min(utf8.Length, 3L * texts.MaxLength)]);

    private string Base64(ReadOnlySpan<byte> bytes) => Convert.ToBase64String(bytes[..Math.Min(bytes.Length, texts.MaxLength)]);
}
