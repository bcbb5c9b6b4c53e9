using System.Text.Json.Serialization;

namespace EchoApp.Web.Comparison;

/// <summary>A value of JSON that differs.</summary>
/// <param name="Pointer">Where it stands (RFC 6901): in the left, or in the right where that alone has it.</param>
/// <param name="RightPointer">Where it stands in the right, if elsewhere.</param>
/// <param name="Occurrence">Which of the members of its name it is, from 2; null for the first.</param>
/// <param name="Difference">How it differs.</param>
/// <param name="Left">The value as sent, without whitespace between its tokens; null where it is not there.</param>
/// <param name="Right">The same of the right.</param>
/// <param name="SameValue">Whether both are the same number, or the same text, written in another way.</param>
internal sealed record JsonChange(
    string Pointer,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? RightPointer,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Occurrence,
    Difference Difference,
    string? Left,
    string? Right,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool SameValue);
