namespace EchoApp.Web.Wire.Anomalies;

/// <summary>Something that a request may be taken with, and that is odd all the same.</summary>
/// <param name="Code">Its name in the answer.</param>
/// <param name="Section">Where the standard speaks of it.</param>
/// <param name="Meaning">What was sent, in a sentence.</param>
internal sealed record AnomalyKind(string Code, string Section, string Meaning);
