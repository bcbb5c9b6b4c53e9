using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace EchoApp.Hosting.Engine.Containers;

/// <summary>How containers and networks tell whose they are.</summary>
internal static class ContainerLabels
{
    /// <summary>The AppHost's directory, as a hash: <c>dev.echoapp.apphost=1a2b3c4d</c>.</summary>
    public const string AppHost = "dev.echoapp.apphost";

    /// <summary>
    /// The process that made it, when that process began, and on which machine: <c>dev.echoapp.owner=4711@638…@laptop</c>; a number alone may
    /// be used again, and several machines may share an engine.
    /// </summary>
    public const string Owner = "dev.echoapp.owner";

    /// <summary>A hash of everything that a persistent container was made from.</summary>
    public const string Configuration = "dev.echoapp.configuration";

    public static string ThisOwner { get; } = OwnerOf(Environment.ProcessId)!;

    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..8];

    /// <summary>Whether the process of this label still runs. Of another machine's processes nothing is known: they are taken to run.</summary>
    public static bool IsAlive(string owner)
    {
        var parts = owner.Split('@', 3);
        return parts.Length == 3 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            && (parts[2] != Environment.MachineName || OwnerOf(id) == owner);
    }

    private static string? OwnerOf(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return string.Create(CultureInfo.InvariantCulture, $"{id}@{Beginning(process)}@{Environment.MachineName}");
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or IOException)
        {
            return null;
        }
    }

    // proc(5): pid (comm) state …, starttime is the twentieth behind the comm. Unlike Process.StartTime it does not move when the clock is set.
    private static long Beginning(Process process)
    {
        if (!OperatingSystem.IsLinux())
        {
            return new DateTimeOffset(process.StartTime).ToUnixTimeSeconds();
        }

        var stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process.Id}/stat"));
        return long.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[19], CultureInfo.InvariantCulture);
    }
}
