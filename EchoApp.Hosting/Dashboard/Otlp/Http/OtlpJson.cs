using System.Buffers;
using System.Text;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace EchoApp.Hosting.Dashboard.Otlp.Http;

/// <summary>
/// OTLP's JSON as protobuf. It is protobuf's own JSON mapping but for the ids, which are hexadecimal instead of base64 and are rewritten
/// before it is read; so are large whole numbers, of which protobuf's reader would lose the last digits where they are not strings.
/// </summary>
internal static class OtlpJson
{
    /// <summary>Objects in one request: each of a few characters becomes much more in memory.</summary>
    private const int MaxObjects = 500_000;

    private const int MaxDepth = 128;
    private const int MaxExactDigits = 15;

    private static readonly JsonParser _parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    /// <exception cref="OtlpException">It is not JSON, or not OTLP's.</exception>
    public static byte[] ToProtobuf(ReadOnlyMemory<byte> json, MessageDescriptor request)
    {
        try
        {
            var rewritten = Rewrite(json.Span);
            return _parser.Parse(Encoding.UTF8.GetString(rewritten.WrittenSpan), request).ToByteArray();
        }
        catch (JsonException exception)
        {
            throw OtlpException.Malformed($"The body is not valid JSON: {exception.Message}", exception);
        }
        catch (Exception exception) when (exception is
            InvalidProtocolBufferException or InvalidJsonException or InvalidOperationException or FormatException or OverflowException)
        {
            throw OtlpException.Malformed($"The body is JSON, but no {request.Name} as OTLP writes it: {exception.Message}", exception);
        }
    }

    private static ArrayBufferWriter<byte> Rewrite(ReadOnlySpan<byte> json)
    {
        var output = new ArrayBufferWriter<byte>(Math.Max(json.Length, 256));
        using var writer = new Utf8JsonWriter(output);
        var reader = new Utf8JsonReader(json.StartsWith(Encoding.UTF8.Preamble) ? json[3..] : json, new JsonReaderOptions { MaxDepth = MaxDepth });
        var objects = 0;
        var isId = false;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.StartObject && ++objects > MaxObjects)
            {
                throw OtlpException.TooMuch();
            }

            Copy(ref reader, writer, isId);
            isId = reader.TokenType == JsonTokenType.PropertyName && IsId(ref reader);
        }

        return output;
    }

    private static void Copy(ref Utf8JsonReader reader, Utf8JsonWriter writer, bool isId)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                writer.WriteStartObject();
                break;
            case JsonTokenType.EndObject:
                writer.WriteEndObject();
                break;
            case JsonTokenType.StartArray:
                writer.WriteStartArray();
                break;
            case JsonTokenType.EndArray:
                writer.WriteEndArray();
                break;
            case JsonTokenType.PropertyName:
                writer.WritePropertyName(reader.GetString()!);
                break;
            case JsonTokenType.String when isId:
                writer.WriteBase64StringValue(FromHex(reader.GetString()!));
                break;
            case JsonTokenType.Number when reader.ValueSpan.Length > MaxExactDigits && !reader.ValueSpan.ContainsAny("."u8[0], "e"u8[0], "E"u8[0]):
                writer.WriteStringValue(reader.ValueSpan);
                break;
            case JsonTokenType.String:
                writer.WriteStringValue(reader.GetString());
                break;
            default:
                writer.WriteRawValue(reader.ValueSpan, skipInputValidation: true);
                break;
        }
    }

    private static bool IsId(ref Utf8JsonReader name) =>
        name.ValueTextEquals("traceId"u8) || name.ValueTextEquals("spanId"u8) || name.ValueTextEquals("parentSpanId"u8)
        || name.ValueTextEquals("trace_id"u8) || name.ValueTextEquals("span_id"u8) || name.ValueTextEquals("parent_span_id"u8);

    private static byte[] FromHex(string id)
    {
        try
        {
            return Convert.FromHexString(id);
        }
        catch (FormatException exception)
        {
            var shown = id.Length <= 64 ? id : id[..64];
            throw OtlpException.Malformed($"The id '{shown}' is not hexadecimal. OTLP's JSON has ids in hexadecimal digits, not in base64.", exception);
        }
    }
}
