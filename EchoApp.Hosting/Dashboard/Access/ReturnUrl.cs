namespace EchoApp.Hosting.Dashboard.Access;

/// <summary>Where to go after the login: a path of the dashboard, whatever was asked for.</summary>
internal static class ReturnUrl
{
    public const string Parameter = "returnUrl";
    public const string Home = "/";

    // Browsers read \ as /, leave out control characters, and take what begins with // for another host.
    public static string Safe(string? url) =>
        url is ['/', ..] and not ['/', '/' or '\\', ..] && !url.Any(char.IsControl) && !IsLogin(url) ? Ascii(url) : Home;

    // Headers hold nothing else.
    private static string Ascii(string url) =>
        string.Concat(url.EnumerateRunes().Select(rune => rune.IsAscii ? rune.ToString() : Uri.EscapeDataString(rune.ToString())));

    // There and back for ever.
    private static bool IsLogin(string url) => url.StartsWith(LoginApi.Path, StringComparison.OrdinalIgnoreCase);
}
