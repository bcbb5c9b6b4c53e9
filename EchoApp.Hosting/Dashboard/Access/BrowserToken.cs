using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace EchoApp.Hosting.Dashboard.Access;

/// <summary>What lets people in: at first the token itself, then a cookie made from it.</summary>
/// <param name="token">Null lets everybody in.</param>
internal sealed class BrowserToken(string? token)
{
    private const string Scheme = "Bearer ";
    private const int CookieIterations = 100_000;
    private const int CookieBytes = 32;

    // Slow to make, and only once: whoever guesses a short token of somebody's own choice by way of cookies pays it for each guess.
    // The same for the same token, so that a configured one outlives the run.
    private readonly Lazy<string> _cookie = new(() => Convert.ToHexStringLower(
        Rfc2898DeriveBytes.Pbkdf2(token ?? "", "echoapp-dashboard cookie"u8, CookieIterations, HashAlgorithmName.SHA256, CookieBytes)));

    public bool IsRequired => token is not null;

    /// <summary>The value of the cookie.</summary>
    public string Cookie => _cookie.Value;

    /// <summary>Of one port: cookies know no ports, and several AppHosts may run on one machine.</summary>
    public static string CookieName(HttpContext context) => $"echoapp-dashboard-{context.Connection.LocalPort}";

    /// <summary>What the request shows as the token in its header; null if nothing.</summary>
    public static string? Bearer(HttpRequest request) =>
        request.Headers.Authorization.ToString() is { } header && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim() : null;

    public bool IsRight(string given) => token is null || Same(given, token);

    public bool HasCookie(HttpContext context) =>
        IsRequired && context.Request.Cookies[CookieName(context)] is { Length: CookieBytes * 2 } cookie && Same(cookie, Cookie);

    // Of hashes, which are of one length: a comparison of the texts themselves would tell how long the right one is.
    private static bool Same(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(one)), SHA256.HashData(Encoding.UTF8.GetBytes(other)));
}
