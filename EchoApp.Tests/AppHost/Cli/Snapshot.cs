using System.Runtime.CompilerServices;
using Xunit;

namespace EchoApp.Tests.AppHost.Cli;

/// <summary>A whole file as it was when somebody looked at it last; with ECHOAPP_ACCEPT_SNAPSHOTS=1 what is written now is taken for that.</summary>
internal static class Snapshot
{
    public static void Verify(string name, string actual, [CallerFilePath] string test = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(test)!, "Snapshots", name);
        if (Environment.GetEnvironmentVariable("ECHOAPP_ACCEPT_SNAPSHOTS") == "1")
        {
            File.WriteAllText(path, actual);
        }

        Assert.Equal(File.ReadAllText(path), actual);
    }
}
