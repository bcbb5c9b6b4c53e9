namespace EchoApp.Web.Inspector.Settings;

/// <param name="Answers">What callers would get, in turn.</param>
/// <param name="Fault">Why they would not; null where nothing is wrong.</param>
internal sealed record PreviewModel(IReadOnlyList<PreviewedAnswer> Answers, string? Fault);
