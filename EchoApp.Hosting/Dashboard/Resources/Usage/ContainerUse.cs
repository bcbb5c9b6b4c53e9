using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace EchoApp.Hosting.Dashboard.Resources.Usage;

/// <summary>What the engine says of one container.</summary>
/// <param name="Id">The engine's id of it, perhaps its beginning only.</param>
/// <param name="CpuPercent">Of one core.</param>
/// <param name="MemoryBytes">What it holds, without the file cache.</param>
internal sealed partial record ContainerUse(string Id, double CpuPercent, long MemoryBytes)
{
    /// <summary>The format that the engine is asked for.</summary>
    public const string Format = "{{.ID}} {{.CPUPerc}} {{.MemUsage}}";

    /// <summary>Reads a line such as <c>4711abcd… 12.3% 1.5MiB / 23.5GiB</c>, amid what is meant for a terminal.</summary>
    public static bool TryParse(string line, [NotNullWhen(true)] out ContainerUse? use)
    {
        var match = Line().Match(TerminalCodes().Replace(line, ""));
        use = match.Success && Factor(match.Groups["unit"].Value) is { } factor
            ? new ContainerUse(match.Groups["id"].Value, Number(match.Groups["cpu"]), (long)(Number(match.Groups["memory"]) * factor))
            : null;
        return use is not null;
    }

    private static double Number(Group group) => double.Parse(group.ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    private static double? Factor(string unit) => unit switch
    {
        "B" => 1,
        "kB" or "KB" => 1e3,
        "MB" => 1e6,
        "GB" => 1e9,
        "TB" => 1e12,
        "KiB" => 1024,
        "MiB" => 1024 * 1024,
        "GiB" => 1024 * 1024 * 1024,
        "TiB" => 1024d * 1024 * 1024 * 1024,
        _ => null,
    };

    [GeneratedRegex(@"^(?<id>[0-9a-f]{12,64}) (?<cpu>[0-9]+(\.[0-9]+)?)% (?<memory>[0-9]+(\.[0-9]+)?)(?<unit>[A-Za-z]+) ")]
    private static partial Regex Line();

    // ECMA-48 5.4: the control sequences by which the list is drawn anew.
    [GeneratedRegex(@"\e\[[0-?]*[ -/]*[@-~]")]
    private static partial Regex TerminalCodes();
}
