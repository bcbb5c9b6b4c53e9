namespace EchoApp.Web.Pages;

internal static class BrowserPorts
{
    /// <summary>The ports above 1023 that browsers refuse: WHATWG Fetch, section 2.9, "bad port".</summary>
    private static readonly int[] _refused =
    [
        1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
    ];

    public static bool Refuses(int port) => Array.IndexOf(_refused, port) >= 0;
}
