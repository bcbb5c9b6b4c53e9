using EchoApp.Web.Bins;

namespace EchoApp.Web.Inspector.Settings;

/// <param name="Answers">What callers would get, in turn.</param>
/// <param name="Fault">Why they would not; null where nothing is wrong.</param>
/// <param name="Member">What is at fault, as <see cref="BinSettingsFault.Member"/> has it; null for all of it, or nothing.</param>
internal sealed record PreviewModel(IReadOnlyList<PreviewedAnswer> Answers, string? Fault = null, string? Member = null);
