namespace EchoApp.Web.Inspector.Detail.Answer;

/// <param name="Status">The status.</param>
/// <param name="Kind">What it was.</param>
/// <param name="Head">Status line and header fields, one a line; null where they are not known.</param>
/// <param name="Body">Its body; null for the echo of the request, and where it is not known.</param>
/// <param name="Number">The place of the request in the bin's script, from 1; 0 without one.</param>
/// <param name="Delay">Seconds that it waited.</param>
internal sealed record AnswerModel(int Status, AnswerKind Kind, string? Head, string? Body, long Number = 0, double Delay = 0);
