namespace EchoApp.Hosting.Remote;

/// <summary>How to reach an AppHost that runs.</summary>
/// <param name="Pid">Its process.</param>
/// <param name="Started">When it wrote this, UTC.</param>
/// <param name="AppHost">Its project file.</param>
/// <param name="Url">Its dashboard.</param>
/// <param name="Token">What lets people in there; null where everybody may.</param>
internal sealed record RunningAppHost(int Pid, DateTime Started, string AppHost, Uri Url, string? Token);
