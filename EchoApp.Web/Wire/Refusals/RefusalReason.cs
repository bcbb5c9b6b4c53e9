namespace EchoApp.Web.Wire.Refusals;

/// <param name="Text">What is wrong, in a sentence.</param>
/// <param name="Section">Where the standard says so.</param>
internal readonly record struct RefusalReason(string Text, string Section);
