using System.Collections.Concurrent;
using System.ComponentModel;
using System.Text;
using System.Text.Json;
using Aspire.Hosting;
using CliWrap;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace EchoApp.Publishing.Images;

/// <summary>Runs <c>dotnet publish</c>, or asks what it would do. What it prints goes to the log, and into the failure.</summary>
internal sealed partial class DotNetPublish(IConfiguration configuration, ILogger<DotNetPublish> logger)
{
    // Processes that outlive the command would keep its output open.
    private static readonly Dictionary<string, string?> _environment = new()
    {
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
        ["MSBUILDTERMINALLOGGER"] = "off",
    };

    // The one that runs this process, where it says so.
    private readonly string _command = configuration["DOTNET_HOST_PATH"] is { Length: > 0 } path ? path : "dotnet";

    /// <param name="project">The project file.</param>
    /// <param name="args">What to add to the usual arguments.</param>
    /// <param name="environment">Variables over those of this process.</param>
    /// <param name="cancellationToken">Kills it.</param>
    /// <exception cref="DotNetPublishException">It has failed.</exception>
    public async Task RunAsync(string project, IEnumerable<string> args, IReadOnlyDictionary<string, string?> environment, CancellationToken cancellationToken)
    {
        if (!File.Exists(project))
        {
            throw new DistributedApplicationException($"There is no project file {project}.");
        }

        var lines = new ConcurrentQueue<string>();
        var output = PipeTarget.ToDelegate(line =>
        {
            lines.Enqueue(line);
            Log.Line(logger, line);
        });
        try
        {
            var run = await Cli.Wrap(_command)
                .WithArguments(["publish", project, "-c", "Release", "-nologo", "-v", "minimal", .. args])
                .WithEnvironmentVariables(new Dictionary<string, string?>(_environment.Concat(environment)))
                .WithStandardOutputPipe(output).WithStandardErrorPipe(output)
                .WithValidation(CommandResultValidation.None)
                .ExecuteAsync(cancellationToken);
            if (!run.IsSuccess)
            {
                throw new DotNetPublishException([.. lines]);
            }
        }
        catch (Win32Exception exception)
        {
            throw new DistributedApplicationException($"{_command} cannot be run: {exception.Message} Images are built by the .NET SDK; install it.", exception);
        }
    }

    /// <summary>How the project would be compiled for a platform.</summary>
    /// <returns>Null where MSBuild does not say.</returns>
    public async Task<PublishedForm?> FindFormAsync(string project, string runtimeIdentifier, CancellationToken cancellationToken)
    {
        // It is for a line of the log: whatever goes wrong with it, the image is there.
        var answer = new StringBuilder();
        try
        {
            await Cli.Wrap(_command)
                .WithArguments(["msbuild", project, "-p:Configuration=Release", $"-p:RuntimeIdentifier={runtimeIdentifier}", .. PublishedForm.Properties.Select(property => $"-getProperty:{property}")])
                .WithEnvironmentVariables(_environment)
                .WithStandardOutputPipe(PipeTarget.ToStringBuilder(answer))
                .WithValidation(CommandResultValidation.None)
                .ExecuteAsync(cancellationToken);
            using var json = JsonDocument.Parse(answer.ToString());
            return json.RootElement.TryGetProperty("Properties", out var properties) ? PublishedForm.Of(properties) : null;
        }
        catch (Exception exception) when (exception is Win32Exception or JsonException or InvalidOperationException)
        {
            Log.NoForm(logger, project, exception.Message);
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Debug, Message = "{line}")]
        public static partial void Line(ILogger logger, string line);

        [LoggerMessage(Level = LogLevel.Debug, Message = "MSBuild does not say how {project} is compiled: {reason}")]
        public static partial void NoForm(ILogger logger, string project, string reason);
    }
}
