namespace EchoApp.Web.Storage;

/// <param name="Series">Another where the tables were made anew, and positions begin anew with them.</param>
/// <param name="Last">The last that was given, perhaps to what is not committed yet. Less than one that was read once only where commits were lost.</param>
internal readonly record struct GivenPositions(long Series, long Last);
