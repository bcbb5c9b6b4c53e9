using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using Aspire.Hosting;
using Microsoft.Extensions.Logging;

namespace EchoApp.Publishing.Images;

/// <summary>Runs <c>dotnet publish</c>. What it prints goes to the log, and into the failure.</summary>
internal sealed partial class DotNetPublish(DotNetCommand command, ILogger<DotNetPublish> logger)
{
    private static readonly string[] _common = ["-c", "Release", "-nologo", "-v", "minimal"];

    /// <param name="project">The project file.</param>
    /// <param name="args">What to add to the usual arguments.</param>
    /// <param name="environment">Variables over those of this process.</param>
    /// <param name="cancellationToken">Kills it.</param>
    /// <exception cref="DotNetPublishException">It has failed.</exception>
    public async Task RunAsync(string project, IEnumerable<string> args, IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken)
    {
        if (!File.Exists(project))
        {
            throw new DistributedApplicationException($"There is no project file {project}.");
        }

        var lines = new ConcurrentQueue<string>();
        using var process = Start(["publish", project, .. _common, .. args], environment);
        await using var stop = cancellationToken.Register(() => process.Kill(entireProcessTree: true));
        await Task.WhenAll(ReadAsync(process.StandardOutput), ReadAsync(process.StandardError));
        await process.WaitForExitAsync(CancellationToken.None);
        cancellationToken.ThrowIfCancellationRequested();
        if (process.ExitCode != 0)
        {
            throw new DotNetPublishException([.. lines]);
        }

        async Task ReadAsync(StreamReader reader)
        {
            while (await reader.ReadLineAsync(CancellationToken.None) is { } line)
            {
                lines.Enqueue(line);
                Log.Line(logger, line);
            }
        }
    }

    private Process Start(string[] args, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(command.Path, args) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };

        // Processes that outlive the command would keep its output open.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["MSBUILDTERMINALLOGGER"] = "off";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        try
        {
            var process = Process.Start(start) ?? throw new Win32Exception("no process was started");
            process.StandardInput.Close();
            return process;
        }
        catch (Win32Exception exception)
        {
            throw new DistributedApplicationException($"{command.Path} cannot be run: {exception.Message}. Images are built by the .NET SDK; install it.", exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Debug, Message = "{line}")]
        public static partial void Line(ILogger logger, string line);
    }
}
