namespace EchoApp.Hosting.Dashboard.Otlp.Decoding;

/// <summary>Ids of traces (16 bytes) and spans (8 bytes) as lower-case hexadecimal digits; null where the length is wrong or all bytes are 0.</summary>
internal static class HexId
{
    public static string? OfTrace(ReadOnlySpan<byte> id) => Of(id, 16);

    public static string? OfSpan(ReadOnlySpan<byte> id) => Of(id, 8);

    private static string? Of(ReadOnlySpan<byte> id, int length) =>
        id.Length == length && id.ContainsAnyExcept((byte)0) ? Convert.ToHexStringLower(id) : null;
}
