using System.Globalization;

namespace EchoApp.Tests.AppHost;

/// <summary>What /proc says of the processes of this machine.</summary>
internal static class ProcessTable
{
    /// <summary>Whether the process exists and is no zombie.</summary>
    public static bool IsAlive(int id) => Stat(id) is { } stat && stat[0] is not ("Z" or "X");

    /// <summary>The processes in whose environment the variable has this value.</summary>
    public static IReadOnlyList<int> WithVariable(string name, string value) =>
        [.. Ids().Where(id => IsAlive(id) && Read(id, "environ").Split('\0').Contains($"{name}={value}"))];

    /// <summary>With what environment it was started.</summary>
    public static IEnumerable<(string Name, string Value)> Environment(int id) => Read(id, "environ").Split('\0')
        .Select(variable => variable.Split('=', 2)).Where(pair => pair.Length == 2).Select(pair => (pair[0], pair[1]));

    public static string Arguments(int id) => Read(id, "cmdline").Replace('\0', ' ').TrimEnd();

    private static IEnumerable<int> Ids() => Directory.EnumerateDirectories("/proc").Select(Path.GetFileName)
        .Where(name => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _)).Select(name => int.Parse(name!, CultureInfo.InvariantCulture));

    // proc(5): pid (comm) state ppid …; the command may hold blanks and parentheses.
    private static string[]? Stat(int id)
    {
        var text = Read(id, "stat");
        var end = text.LastIndexOf(')');
        return end < 0 ? null : text[(end + 2)..].Split(' ');
    }

    private static string Read(int id, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/{file}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
