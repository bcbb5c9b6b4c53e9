using System.Globalization;

namespace EchoApp.Web.Requests;

/// <summary>Where a list goes on: the position of the last request of the page before, in a form that tells clients nothing to count on.</summary>
internal static class Cursor
{
    private const char Version = 'p';

    public static string Of(long position) => string.Create(CultureInfo.InvariantCulture, $"{Version}{position:x}");

    /// <param name="text">What a client gives back.</param>
    /// <param name="position">What it stands for.</param>
    /// <param name="least">The least position that it may: 0 is before all of them.</param>
    public static bool TryParse(string text, out long position, long least = 1)
    {
        position = 0;
        return text is [Version, ..] && text.Length > 1 && long.TryParse(text.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out position) && position >= least;
    }
}
