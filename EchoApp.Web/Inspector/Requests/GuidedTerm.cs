namespace EchoApp.Web.Inspector.Requests;

/// <param name="Example">A term of a query.</param>
/// <param name="Meaning">What it asks for.</param>
/// <param name="Values">What people put behind its field most.</param>
internal sealed record GuidedTerm(string Example, string Meaning, IReadOnlyList<string> Values);
