namespace EchoApp.Tests.AppHost.Cli;

/// <summary>A PATH with every command of this process's but compilers: a machine with nothing but the .NET SDK.</summary>
internal static class CompilerlessPath
{
    private static readonly HashSet<string> _compilers = ["clang", "gcc", "cc"];

    public static (string Name, string Value) Write(TemporaryDirectory directory)
    {
        var links = Directory.CreateDirectory(Path.Combine(directory.Path, "without-compilers")).FullName;
        foreach (var command in Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Where(Directory.Exists).SelectMany(Directory.EnumerateFiles))
        {
            var link = Path.Combine(links, Path.GetFileName(command));
            if (!_compilers.Contains(Path.GetFileName(command)) && File.Exists(command) && !File.Exists(link))
            {
                File.CreateSymbolicLink(link, command);
            }
        }

        return ("PATH", links);
    }
}
