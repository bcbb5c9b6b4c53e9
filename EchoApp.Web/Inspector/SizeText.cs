using System.Globalization;

namespace EchoApp.Web.Inspector;

internal static class SizeText
{
    private static readonly string[] _units = ["kB", "MB", "GB", "TB"];

    /// <summary>Bytes in the decimal unit that leaves one to three digits before the point: 999 B, 1.2 kB, 67 MB.</summary>
    public static string Of(long bytes)
    {
        if (bytes < 1000)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{bytes} B");
        }

        var size = bytes / 1000.0;
        var unit = 0;
        for (; size >= 999.5 && unit < _units.Length - 1; unit++)
        {
            size /= 1000;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{size.ToString(size < 9.95 ? "0.0" : "0", CultureInfo.InvariantCulture)} {_units[unit]}");
    }
}
