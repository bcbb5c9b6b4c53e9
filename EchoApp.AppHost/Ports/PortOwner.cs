using System.Globalization;

namespace EchoApp.AppHost.Ports;

/// <summary>Finds the process that listens on a TCP port, on Linux, as far as this user may see it.</summary>
internal static class PortOwner
{
    private const string Listening = "0A";
    private const int MaxLength = 60;

    /// <summary>For example <c>python3 -m http.server 6000 (process 4711)</c>; null where it cannot be found.</summary>
    public static string? Find(int port)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        var sockets = Inodes("/proc/net/tcp", port).Concat(Inodes("/proc/net/tcp6", port)).Select(inode => $"socket:[{inode}]").ToHashSet();
        return sockets.Count == 0 ? null : Directory.EnumerateDirectories("/proc").Select(Path.GetFileName)
            .Where(name => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .Where(pid => HasAny(pid!, sockets)).Select(pid => $"{CommandLine(pid!)} (process {pid})").FirstOrDefault();
    }

    // proc(5): sl local_address rem_address st … inode, the port in hexadecimal behind the last colon of the address.
    private static IEnumerable<string> Inodes(string table, int port)
    {
        if (!File.Exists(table))
        {
            return [];
        }

        var suffix = string.Create(CultureInfo.InvariantCulture, $":{port:X4}");
        return File.ReadLines(table).Skip(1)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(columns => columns.Length > 9 && columns[1].EndsWith(suffix, StringComparison.Ordinal) && columns[3] == Listening)
            .Select(columns => columns[9]);
    }

    private static bool HasAny(string pid, HashSet<string> sockets)
    {
        try
        {
            return Directory.EnumerateFileSystemEntries($"/proc/{pid}/fd").Any(descriptor => Target(descriptor) is { } target && sockets.Contains(target));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The process is another user's, or has just ended.
            return false;
        }
    }

    private static string? Target(string descriptor)
    {
        try
        {
            return File.ResolveLinkTarget(descriptor, returnFinalTarget: false)?.Name;
        }
        catch (IOException)
        {
            // The process has just closed this one.
            return null;
        }
    }

    private static string CommandLine(string pid)
    {
        try
        {
            var words = File.ReadAllText($"/proc/{pid}/cmdline").Split('\0', StringSplitOptions.RemoveEmptyEntries);
            var text = words.Length > 0 ? string.Join(' ', [Path.GetFileName(words[0]), .. words[1..]]) : File.ReadAllText($"/proc/{pid}/comm").Trim();
            text = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
            return text.Length > MaxLength ? text[..MaxLength] + "…" : text;
        }
        catch (IOException)
        {
            return "a process";
        }
    }
}
