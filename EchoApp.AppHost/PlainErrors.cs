using System.Reflection;

namespace EchoApp.AppHost;

/// <summary>A mistake of whoever starts the AppHost is one line and exit code 1, not a stack trace.</summary>
internal static class PlainErrors
{
    public static void Apply() => AppDomain.CurrentDomain.UnhandledException += (_, unhandled) =>
    {
        // Aspire's host of tests runs this in the process of the tests.
        if ((unhandled.ExceptionObject as Exception)?.GetBaseException() is DistributedApplicationException mistake && Assembly.GetEntryAssembly() == typeof(PlainErrors).Assembly)
        {
            Console.Error.WriteLine($"error: {mistake.Message}");
            Environment.Exit(1);
        }
    };
}
