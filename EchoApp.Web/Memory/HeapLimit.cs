using EchoApp.Web.Logging;

namespace EchoApp.Web.Memory;

/// <summary>The runtime's own limit of the heap, by which the memory budget goes.</summary>
internal static class HeapLimit
{
    private static readonly string[] _settings =
    [
        "GCHeapHardLimit", "GCHeapHardLimitPercent", "GCTotalPhysicalMemory",
        "GCHeapHardLimitSOH", "GCHeapHardLimitLOH", "GCHeapHardLimitPOH", "GCHeapHardLimitSOHPercent", "GCHeapHardLimitLOHPercent", "GCHeapHardLimitPOHPercent",
    ];

    // The host of the other forms, which knows every spelling, tells the runtime where its assemblies are.
    private static bool IsNative => AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") is null;

    /// <summary>
    /// A native binary takes hexadecimal digits alone, sixteen at most, and only behind <c>DOTNET_</c>; it passes over any other spelling without a word,
    /// also over the usual 0x.
    /// </summary>
    /// <exception cref="StartupException">A limit was set that does not apply.</exception>
    public static void RefuseIgnored()
    {
        if (!IsNative)
        {
            return;
        }

        foreach (var setting in _settings)
        {
            var taken = $"DOTNET_{setting}";
            var passedOver = $"COMPlus_{setting}";
            var (variable, value) = Value(taken) is { } ofTaken ? (taken, ofTaken) : (passedOver, Value(passedOver));
            if (value is not null && (variable == passedOver || !IsTaken(value)))
            {
                var digits = value.Trim();
                digits = (digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? digits[2..] : digits).TrimStart('0');
                throw new StartupException(
                    $"{variable}={LogText.Escape(value)}: a native binary takes {taken}, in hexadecimal digits alone{(IsTaken(digits) ? $": {taken}={digits}" : ", 16 at most")}.");
            }
        }
    }

    private static string? Value(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;

    private static bool IsTaken(string value) => value is { Length: > 0 and <= 16 } && value.All(char.IsAsciiHexDigit);
}
