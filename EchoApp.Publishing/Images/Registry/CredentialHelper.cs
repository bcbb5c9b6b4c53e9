using System.ComponentModel;
using System.Text.Json;
using Aspire.Hosting;
using CliWrap;
using EchoApp.Publishing.Engine;

namespace EchoApp.Publishing.Images.Registry;

/// <summary>A program that keeps credentials for docker: https://github.com/docker/docker-credential-helpers.</summary>
internal static class CredentialHelper
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(1);

    /// <exception cref="DistributedApplicationException">It does not answer.</exception>
    /// <returns>Null where it has none, or where there is no such program.</returns>
    public static async Task<RegistryCredential?> AskAsync(string name, string registry, CancellationToken cancellationToken)
    {
        var program = $"docker-credential-{name}";
        try
        {
            var run = await Cli.Wrap(program).WithArguments("get").WithStandardInputPipe(PipeSource.FromString(registry)).RunAsync(_patience, cancellationToken);
            return run.IsSuccess ? Parse(run.StandardOutput, program) : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private static RegistryCredential Parse(string answer, string program)
    {
        using var json = JsonDocument.Parse(answer);
        return new RegistryCredential(json.RootElement.GetProperty("Username").GetString() ?? "", json.RootElement.GetProperty("Secret").GetString() ?? "", program);
    }
}
