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

    /// <summary>The process that made it and when that process began: <c>dev.echoapp.owner=4711@638…</c>; a number alone may be used again.</summary>
    public const string Owner = "dev.echoapp.owner";

    /// <summary>A hash of everything that a persistent container was made from.</summary>
    public const string Configuration = "dev.echoapp.configuration";

    public static string ThisOwner { get; } = OwnerOf(Process.GetCurrentProcess());

    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..8];

    /// <summary>Whether the process of this label still runs.</summary>
    public static bool IsAlive(string owner)
    {
        if (!int.TryParse(owner.Split('@')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return false;
        }

        try
        {
            using var process = Process.GetProcessById(id);
            return OwnerOf(process) == owner;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    private static string OwnerOf(Process process) =>
        string.Create(CultureInfo.InvariantCulture, $"{process.Id}@{new DateTimeOffset(process.StartTime).ToUnixTimeSeconds()}");
}
