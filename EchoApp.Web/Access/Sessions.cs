using System.Security.Cryptography;
using System.Text;
using EchoApp.Web.Storage;

namespace EchoApp.Web.Access;

/// <summary>
/// The sessions of browsers: what a cookie shows in the place of the token. The store knows them by a hash that is keyed with the token, so that they are
/// valid on every replica, end with the token, and cannot be taken out of it.
/// </summary>
internal sealed class Sessions(AccessToken token, FirstLink first, IStore store, TimeProvider time)
{
    private static readonly TimeSpan _validity = TimeSpan.FromDays(30);

    // Browsers keep the cookies of a host together, whatever the port: two EchoApps on one machine are not to end each other's sessions.
    private readonly Lazy<string> _cookie = new(() => $"echoapp-{Convert.ToHexStringLower(Hash(token.Text, "name of the cookie").AsSpan(0, 4))}");

    /// <summary>Begins one, for a day-to-day browser: 30 days.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be stored.</exception>
    public async Task BeginAsync(HttpContext context)
    {
        var shown = DataDirectory.NewSecret();
        var now = time.GetUtcNow();
        await store.Sessions.AddAsync(Hash(token.Text, shown), now, now + _validity, context.RequestAborted);
        context.Response.Cookies.Append(_cookie.Value, shown, Options(context.Request, _validity));
    }

    /// <summary>Begins one for who comes by a login link.</summary>
    /// <returns>False when the link is none, has ended or has been used.</returns>
    /// <exception cref="StoreUnavailableException">It cannot be stored.</exception>
    public async Task<bool> TryBeginAsync(HttpContext context, string code)
    {
        if (token.IsAnonymous || !(token.IsMade && first.TryUse(code)) && !await TryUseAsync(code, time.GetUtcNow(), context.RequestAborted))
        {
            return false;
        }

        await BeginAsync(context);
        return true;
    }

    /// <summary>Whether a request shows a cookie of ours.</summary>
    public bool HasCookie(HttpRequest request) => !token.IsAnonymous && request.Headers.Cookie.Count > 0 && request.Cookies.ContainsKey(_cookie.Value);

    /// <summary>Whether its cookie is that of a session that has not ended.</summary>
    /// <exception cref="StoreUnavailableException">Nobody knows.</exception>
    public async Task<bool> IsInOneAsync(HttpContext context) =>
        Shown(context.Request) is { } shown && await store.Sessions.ExistsAsync(Hash(token.Text, shown), time.GetUtcNow(), context.RequestAborted);

    /// <summary>Ends the one of a request.</summary>
    /// <exception cref="StoreUnavailableException">It has not been ended.</exception>
    public async Task EndAsync(HttpContext context)
    {
        if (Shown(context.Request) is { } shown)
        {
            await store.Sessions.RemoveAsync(Hash(token.Text, shown), context.RequestAborted);
            context.Response.Cookies.Delete(_cookie.Value, Options(context.Request, validity: null));
        }
    }

    /// <summary>Ends all of them, everywhere.</summary>
    /// <exception cref="StoreUnavailableException">They have not been ended.</exception>
    public Task<long> EndAllAsync(CancellationToken cancellationToken) => store.Sessions.RemoveAllAsync(cancellationToken);

    private async Task<bool> TryUseAsync(string code, DateTimeOffset now, CancellationToken cancellationToken) =>
        LoginCode.Read(code, token.Text, now) is { } link && await store.Sessions.TryUseLinkAsync(link.Id, now, link.End, cancellationToken);

    private static CookieOptions Options(HttpRequest request, TimeSpan? validity) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = request.IsHttps,
        Path = request.PathBase.HasValue ? request.PathBase.ToUriComponent() : "/",
        MaxAge = validity,
    };

    private static byte[] Hash(string token, string shown) => HMACSHA256.HashData(Encoding.UTF8.GetBytes($"session of EchoApp {token}"), Encoding.UTF8.GetBytes(shown));

    private string? Shown(HttpRequest request) => HasCookie(request) ? request.Cookies[_cookie.Value] : null;
}
