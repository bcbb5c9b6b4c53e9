namespace EchoApp.Web;

/// <summary>A setting that cannot work: the message is one line that names the setting, its value and the fix.</summary>
internal sealed class StartupException(string message) : Exception(message);
