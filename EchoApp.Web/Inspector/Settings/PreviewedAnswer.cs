namespace EchoApp.Web.Inspector.Settings;

/// <param name="Which">The requests that get it.</param>
/// <param name="Head">Its status line and header fields, one a line.</param>
/// <param name="Body">Its body; null for the echo of the request.</param>
/// <param name="Delay">Seconds that it waits.</param>
internal sealed record PreviewedAnswer(string Which, string Head, string? Body, double Delay);
