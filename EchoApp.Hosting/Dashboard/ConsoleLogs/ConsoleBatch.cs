namespace EchoApp.Hosting.Dashboard.ConsoleLogs;

/// <param name="Lines">Ascending.</param>
/// <param name="Cursor">What to read after the next time.</param>
/// <param name="Dropped">How many lines of the selection have made room for newer ones since the start.</param>
internal sealed record ConsoleBatch(IReadOnlyList<ConsoleLine> Lines, long Cursor, long Dropped);
