using System.Diagnostics;
using System.Reflection;
using Aspire.Hosting;
using EchoApp.Hosting.Engine.Console;

namespace EchoApp.Hosting.CommandLine;

/// <summary>
/// A mistake in AppHost.cs surfaces as an exception that nobody catches. The person who made it is told in a line what to do, rather than
/// shown a stack trace of this assembly; the process exits with 1.
/// </summary>
internal static class FatalErrors
{
    private static int _registered;

    public static void Register()
    {
        if (Interlocked.Exchange(ref _registered, 1) == 0)
        {
            AppDomain.CurrentDomain.UnhandledException += (_, unhandled) =>
            {
                if (unhandled.ExceptionObject is Exception exception && IsMistake(exception))
                {
                    ConsoleOutput.Standard.WriteErrorLine(string.Join(Environment.NewLine, exception.Message.Split(Environment.NewLine).Select(line => $"error: {line}")));
                    Environment.Exit(1);
                }
            };
        }
    }

    // Arguments that this assembly refused are the model's mistakes too; those that it passed to others wrongly are its own.
    private static bool IsMistake(Exception exception) => exception is DistributedApplicationException
        || (exception is ArgumentException && ThrownFor(exception) == typeof(FatalErrors).Assembly);

    // The checks of the framework throw on behalf of whoever calls them.
    private static Assembly? ThrownFor(Exception exception) => new StackTrace(exception).GetFrames()
        .Select(frame => frame.GetMethod()?.Module.Assembly).FirstOrDefault(assembly => assembly != typeof(ArgumentException).Assembly);
}
