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
    private const int MostShown = 4;

    private static readonly TimeSpan _validity = TimeSpan.FromDays(30);

    // Clocks of replicas differ: one that is late is not to take a link that another has already forgotten.
    private static readonly TimeSpan _slack = TimeSpan.FromHours(1);

    // Browsers keep the cookies of a host together, whatever the port: two EchoApps on one machine are not to end each other's sessions.
    private readonly Lazy<string> _cookie = new(() => $"echoapp-{Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes($"cookie of EchoApp {token.Text}"), Array.Empty<byte>()).AsSpan(0, 2))}");

    /// <summary>Begins one, of 30 days.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be stored.</exception>
    public async Task BeginAsync(HttpContext context)
    {
        var shown = DataDirectory.NewSecret();
        var now = time.GetUtcNow();
        await store.Sessions.AddAsync(Hash(shown), now, now + _validity, context.RequestAborted);
        Show(context, shown);
    }

    /// <summary>Begins one for who comes by a login link.</summary>
    /// <returns>False when the link is none, has ended or has been used.</returns>
    /// <exception cref="StoreUnavailableException">It cannot be stored, and the link is as good as before.</exception>
    public async Task<bool> TryBeginAsync(HttpContext context, string code)
    {
        if (token.IsMade && first.TryUse(code))
        {
            try
            {
                await BeginAsync(context);
                return true;
            }
            catch
            {
                first.GiveBack();
                throw;
            }
        }

        var shown = DataDirectory.NewSecret();
        var now = time.GetUtcNow();
        if (token.IsAnonymous || LoginCode.Read(code, token.Text, now) is not { } link
            || !await store.Sessions.TryAddAsync(link.Id, link.End + _slack, Hash(shown), now, now + _validity, context.RequestAborted))
        {
            return false;
        }

        Show(context, shown);
        return true;
    }

    /// <summary>Whether a cookie of a request is that of a session that has not ended.</summary>
    /// <exception cref="StoreUnavailableException">Nobody knows.</exception>
    public async Task<bool> IsInOneAsync(HttpContext context)
    {
        foreach (var shown in Shown(context.Request))
        {
            if (await store.Sessions.ExistsAsync(Hash(shown), time.GetUtcNow(), context.RequestAborted))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Ends the one of a request.</summary>
    /// <exception cref="StoreUnavailableException">It has not been ended.</exception>
    public async Task EndAsync(HttpContext context)
    {
        foreach (var shown in Shown(context.Request))
        {
            await store.Sessions.RemoveAsync(Hash(shown), context.RequestAborted);
            context.Response.Cookies.Delete(Name(context.Request), Options(context.Request, validity: null));
        }
    }

    /// <summary>Ends all of them, everywhere.</summary>
    /// <exception cref="StoreUnavailableException">They have not been ended.</exception>
    public Task<long> EndAllAsync(CancellationToken cancellationToken) => store.Sessions.RemoveAllAsync(cancellationToken);

    private void Show(HttpContext context, string shown) => context.Response.Cookies.Append(Name(context.Request), shown, Options(context.Request, _validity));

    private static CookieOptions Options(HttpRequest request, TimeSpan? validity) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = request.IsHttps,
        Path = request.PathBase.HasValue ? request.PathBase.ToUriComponent() : "/",
        MaxAge = validity,
    };

    private byte[] Hash(string shown) => HMACSHA256.HashData(Encoding.UTF8.GetBytes($"session of EchoApp {token.Text}"), Encoding.UTF8.GetBytes(shown));

    // Over https another one, which pages without it cannot replace, nor are replaced by.
    private string Name(HttpRequest request) => request.IsHttps ? $"{_cookie.Value}-s" : _cookie.Value;

    /// <summary>Browsers show all cookies of a name, those for other paths and of other services of the host too, in an order that says nothing of their age.</summary>
    private IReadOnlyList<string> Shown(HttpRequest request)
    {
        if (token.IsAnonymous || request.Headers.Cookie.Count == 0)
        {
            return [];
        }

        var start = $"{Name(request)}=";
        return [.. request.Headers.Cookie.SelectMany(line => (line ?? "").Split(';', StringSplitOptions.TrimEntries)).Where(pair => pair.StartsWith(start, StringComparison.Ordinal))
            .Select(pair => pair[start.Length..]).Distinct().Take(MostShown)];
    }
}
