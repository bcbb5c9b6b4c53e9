using System.Runtime.InteropServices;

namespace EchoApp.Hosting.Engine.Processes;

/// <summary>Process groups of POSIX systems: a process and all that it starts, signalled together.</summary>
internal static partial class ProcessGroup
{
    public const int SignalKill = 9;
    public const int SignalTerminate = 15;

    /// <summary>The setsid command of util-linux or busybox, which starts a program as the leader of a group of its own.</summary>
    public static string? SetSid { get; } = OperatingSystem.IsWindows() ? null : ExecutableFinder.InPath("setsid", Environment.GetEnvironmentVariable("PATH"));

    public static bool Supported => SetSid is not null;

    /// <summary>Signals the whole group of this leader; false when nobody is left in it.</summary>
    public static bool Signal(int leader, int signal) => Kill(-leader, signal) == 0;

    /// <summary>Signals one process; false when it is gone.</summary>
    public static bool SignalProcess(int process, int signal) => Kill(process, signal) == 0;

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
