using Aspire.Hosting;

namespace EchoApp.Publishing.Output;

/// <summary>Writes files that belong together: each beside its place first, and only when all are there, into it.</summary>
internal static class OutputFiles
{
    /// <exception cref="DistributedApplicationException">What is to be the directory is a file, or the file a directory.</exception>
    public static async Task WriteAsync(IReadOnlyList<OutputFile> files, CancellationToken cancellationToken)
    {
        var fresh = files.Select(file => $"{file.Path}.{Environment.ProcessId}.new").ToArray();
        try
        {
            for (var i = 0; i < files.Count; i++)
            {
                CreateDirectory(Path.GetDirectoryName(files[i].Path)!);
                await WriteAsync(fresh[i], files[i], cancellationToken);
            }

            for (var i = 0; i < files.Count; i++)
            {
                File.Move(fresh[i], files[i].Path, overwrite: true);
            }
        }
        finally
        {
            Array.ForEach([.. fresh.Where(File.Exists)], File.Delete);
        }
    }

    private static void CreateDirectory(string path)
    {
        if (File.Exists(path))
        {
            throw new DistributedApplicationException($"{path} is a file, and should be the directory to write to. Give another one with --output-path.");
        }

        Directory.CreateDirectory(path);
    }

    private static async Task WriteAsync(string path, OutputFile file, CancellationToken cancellationToken)
    {
        if (Directory.Exists(file.Path))
        {
            throw new DistributedApplicationException($"{file.Path} is a directory, and should be a file. Move it away, or give another place with --output-path.");
        }

        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows() && (file.Mode ?? (File.Exists(file.Path) ? File.GetUnixFileMode(file.Path) : null)) is { } mode)
        {
            options.UnixCreateMode = mode;
        }

        await using var writer = new StreamWriter(path, options);
        await writer.WriteAsync(file.Text.AsMemory(), cancellationToken);
    }
}
