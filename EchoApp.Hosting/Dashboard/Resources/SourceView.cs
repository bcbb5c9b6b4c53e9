namespace EchoApp.Hosting.Dashboard.Resources;

/// <param name="Text">What of it tells it apart.</param>
/// <param name="Full">All of it.</param>
internal sealed record SourceView(string Text, string Full);
