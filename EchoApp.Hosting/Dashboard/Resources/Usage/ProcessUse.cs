using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace EchoApp.Hosting.Dashboard.Resources.Usage;

/// <summary>What a process has used so far; on Linux together with all that it has started.</summary>
/// <param name="Cpu">Time on all cores.</param>
/// <param name="MemoryBytes">Resident now. Pages that several processes share count in each of them.</param>
internal readonly record struct ProcessUse(TimeSpan Cpu, long MemoryBytes)
{
    // proc(5): in clock ticks, which the kernel gives to programs as hundredths of a second on every architecture that .NET runs on.
    private const long TicksPerClockTick = TimeSpan.TicksPerSecond / 100;

    /// <returns>Null when the process is gone.</returns>
    public static ProcessUse? Of(int process)
    {
        try
        {
            return OperatingSystem.IsLinux() ? OfTree(process) : OfOne(process);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException or Win32Exception)
        {
            return null;
        }
    }

    private static ProcessUse OfOne(int id)
    {
        using var process = Process.GetProcessById(id);
        return new ProcessUse(process.TotalProcessorTime, process.WorkingSet64);
    }

    private static ProcessUse OfTree(int root)
    {
        var all = OfStat(root);
        var pending = new Stack<int>(Children(root));
        while (pending.TryPop(out var process))
        {
            try
            {
                var own = OfStat(process);
                all = new ProcessUse(all.Cpu + own.Cpu, all.MemoryBytes + own.MemoryBytes);
                foreach (var child in Children(process))
                {
                    pending.Push(child);
                }
            }
            catch (IOException)
            {
                // It has ended since its parent was asked for it.
            }
        }

        return all;
    }

    // proc(5), pid (comm) state …: utime, stime and those of children that have ended are 11 to 14 behind the state, the resident pages are 21.
    private static ProcessUse OfStat(int process)
    {
        var stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/stat"));
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        var ticks = fields[11..15].Sum(field => long.Parse(field, CultureInfo.InvariantCulture));
        return new ProcessUse(
            TimeSpan.FromTicks(ticks * TicksPerClockTick), long.Parse(fields[21], CultureInfo.InvariantCulture) * Environment.SystemPageSize);
    }

    // proc(5): each thread knows the processes that it has started itself.
    private static List<int> Children(int process)
    {
        var children = new List<int>();
        foreach (var thread in Directory.EnumerateDirectories(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/task")))
        {
            var file = Path.Join(thread, "children");
            if (File.Exists(file))
            {
                children.AddRange(File.ReadAllText(file).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => int.Parse(id, CultureInfo.InvariantCulture)));
            }
        }

        return children;
    }
}
