using System.Globalization;

/// <summary>
/// Run by the runtime before the AppHost's own code (DOTNET_STARTUP_HOOKS; it must have this name and no namespace): throws, on a thread where
/// nobody catches, once a file exists.
/// </summary>
internal static class StartupHook
{
    public const string FileVariable = "ECHOAPP_TESTS_THROW";

    public static void Initialize()
    {
        // The AppHost's children inherit its environment.
        if (Environment.GetEnvironmentVariable(FileVariable) is not { } file
            || !Path.GetFileName(Environment.ProcessPath ?? "").StartsWith("EchoApp.AppHost", StringComparison.Ordinal))
        {
            return;
        }

        new Thread(() =>
        {
            while (!File.Exists(file))
            {
                Thread.Sleep(10);
            }

            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{file} exists."));
        })
        {
            IsBackground = true,
        }.Start();
    }
}
