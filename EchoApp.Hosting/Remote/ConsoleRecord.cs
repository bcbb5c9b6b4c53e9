namespace EchoApp.Hosting.Remote;

/// <summary>A line as the running AppHost tells it.</summary>
internal sealed record ConsoleRecord(string Resource, string Name, DateTime Time, string Text);
