using System.Buffers;
using Microsoft.Extensions.Primitives;

namespace EchoApp.Web.Telemetry;

/// <summary>
/// The field <c>traceparent</c> (W3C Trace Context Level 2, section 3.2): version, trace-id, parent-id and flags in lower-case hexadecimal, with <c>-</c>
/// between them. The base library takes other characters for the hyphens, and nothing of a version that is yet to come.
/// </summary>
internal static class TraceParent
{
    public const string Name = "traceparent";

    private const int TraceIdStart = 3;
    private const int TraceIdLength = 32;
    private const int ParentIdStart = 36;
    private const int ParentIdLength = 16;
    private const int FlagsStart = 53;
    private const int Length = 55;

    private static readonly SearchValues<char> _hex = SearchValues.Create("0123456789abcdef");

    /// <returns>The trace-id; null where there is no field, more than one, or one that is not valid.</returns>
    public static string? TraceIdOf(StringValues lines) =>
        lines is [{ Length: >= Length } field] && IsValid(field) ? field.Substring(TraceIdStart, TraceIdLength) : null;

    /// <summary>Whether it is 32 lower-case hexadecimal digits, not all of them 0.</summary>
    public static bool IsTraceId(ReadOnlySpan<char> text) => text.Length == TraceIdLength && IsId(text);

    private static bool IsValid(ReadOnlySpan<char> field) =>
        IsHex(field[..(TraceIdStart - 1)]) && !field.StartsWith("ff")
        && field[TraceIdStart - 1] == '-' && IsId(field.Slice(TraceIdStart, TraceIdLength))
        && field[ParentIdStart - 1] == '-' && IsId(field.Slice(ParentIdStart, ParentIdLength))
        && field[FlagsStart - 1] == '-' && IsHex(field[FlagsStart..Length])
        && (field.Length == Length || (field[Length] == '-' && !field.StartsWith("00")));

    private static bool IsId(ReadOnlySpan<char> text) => IsHex(text) && text.ContainsAnyExcept('0');

    private static bool IsHex(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(_hex);
}
