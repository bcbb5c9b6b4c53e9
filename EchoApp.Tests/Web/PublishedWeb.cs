namespace EchoApp.Tests.Web;

/// <summary>
/// The switch of the tests' host: with <c>ECHOAPP_WEB</c>, the path of a published EchoApp.Web, it is that one which is tested wherever a test needs a
/// server, and not the one that was built along with the tests.
/// </summary>
internal static class PublishedWeb
{
    /// <summary>Null where the built one is tested.</summary>
    public static string? Path { get; } = Find();

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("ECHOAPP_WEB") is not { Length: > 0 } path)
        {
            return null;
        }

        return File.Exists(path) ? System.IO.Path.GetFullPath(path)
            : throw new FileNotFoundException($"ECHOAPP_WEB={path}: there is no such file. Give the whole path of the executable that dotnet publish EchoApp.Web -r linux-x64 has written.");
    }
}
