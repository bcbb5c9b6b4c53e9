using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace EchoApp.Publishing.Images.Registry;

/// <summary>A program that keeps credentials for docker: https://github.com/docker/docker-credential-helpers.</summary>
internal static class CredentialHelper
{
    /// <returns>Null where it has none, or where there is no such program.</returns>
    public static async Task<RegistryCredential?> AskAsync(string name, string registry, CancellationToken cancellationToken)
    {
        var program = $"docker-credential-{name}";
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, ["get"])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }) ?? throw new Win32Exception();
            await using var stop = cancellationToken.Register(process.Kill);
            var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
            await process.StandardInput.WriteAsync(registry);
            process.StandardInput.Close();
            var answer = await process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            await process.WaitForExitAsync(CancellationToken.None);
            await error;
            cancellationToken.ThrowIfCancellationRequested();
            return process.ExitCode == 0 ? Parse(answer, program) : null;
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
