using System.Text.RegularExpressions;
using EchoApp.Web.Wire.Anomalies;

namespace EchoApp.Web.Inspector.Detail.Anomalies;

/// <summary>What anomalies are about.</summary>
internal static partial class SpecificationLink
{
    /// <summary>Where a section of an RFC can be read; null where it is no such section: another version may have stored it.</summary>
    public static string? Of(string section) =>
        Section().Match(section) is { Success: true } match ? $"https://www.rfc-editor.org/rfc/rfc{match.Groups[1].Value}#{match.Groups[2].Value}-{match.Groups[3].Value}" : null;

    /// <summary>A sentence; empty for what this version does not know.</summary>
    public static string Meaning(string code) => AnomalyKinds.All.FirstOrDefault(kind => kind.Code == code)?.Meaning ?? "";

    [GeneratedRegex(@"\ARFC ([0-9]+) (section|appendix) ([0-9A-Z]+(?:\.[0-9]+)*)\z")]
    private static partial Regex Section();
}
