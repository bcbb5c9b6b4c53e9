using System.Globalization;

namespace EchoApp.Web.Memory;

/// <summary>The runtime's own limit of the heap, by which the memory budget goes.</summary>
internal static class HeapLimit
{
    private const string Variable = "DOTNET_GCHeapHardLimit";

    /// <summary>A native binary takes hexadecimal digits alone, and passes over the usual 0x without a word.</summary>
    /// <exception cref="StartupException">A limit was set that does not apply.</exception>
    public static void RefuseIgnored()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { } text && text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            && long.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var limit) && limit > 0
            && GC.GetGCMemoryInfo().TotalAvailableMemoryBytes > limit)
        {
            throw new StartupException($"{Variable}={text}: a native binary takes it without 0x: {Variable}={text[2..]}.");
        }
    }
}
