using EchoApp.Web.Settings;
using EchoApp.Web.Storage;

namespace EchoApp.Web.Access;

/// <summary>The configuration section <c>Access</c>.</summary>
internal static class AccessSettings
{
    public const string Section = "Access";

    public const string TokenFile = "access-token";
    private const int ShortestToken = 16;
    private const string Token = "Token";
    private const string Anonymous = "Anonymous";
    private const string Hosts = "Hosts";

    /// <summary>The token: the one that is given, else one that is made once and stays in the data directory.</summary>
    /// <param name="configuration">The settings.</param>
    /// <param name="data">Where it stays.</param>
    /// <param name="isShared">Whether other processes use the same store: they have to have the same token.</param>
    /// <exception cref="StartupException">The settings make no sense.</exception>
    public static AccessToken ReadToken(IConfiguration configuration, DataDirectory data, bool isShared)
    {
        var section = Read(configuration);
        var isAnonymous = section.Switch(Anonymous);
        var token = section[Token];
        if (isAnonymous)
        {
            return token is { Length: > 0 }
                ? throw new StartupException("Access__Anonymous=true says that no token is needed, and Access__Token gives one. Leave one of them away.")
                : AccessToken.Anonymous;
        }

        if (token is { Length: > 0 })
        {
            // What stands behind "Bearer " (RFC 6750 section 2.1 allows less; tools that make tokens keep to it, people do not).
            return !token.All(character => character is > ' ' and <= '~') ? throw new StartupException("Access__Token must be ASCII without spaces.")
                : token.Length < ShortestToken ? throw new StartupException($"Access__Token must have at least {ShortestToken} characters: a shorter one could be guessed.")
                : AccessToken.Given(token);
        }

        if (isShared)
        {
            throw new StartupException(
                "With ConnectionStrings__store every replica needs the same token for reading: give it in Access__Token, or do without by Access__Anonymous=true.");
        }

        return data.WhyUnusable is null
            ? AccessToken.Made(data.Secret(TokenFile), Path.Combine(data.Path, TokenFile))
            : AccessToken.Made(DataDirectory.NewSecret(), file: null);
    }

    /// <summary>The token of an instance that has the same settings, and may be running.</summary>
    /// <returns>Null when there is none.</returns>
    /// <exception cref="StartupException">None is needed, or it cannot be read.</exception>
    public static string? FindToken(IConfiguration configuration)
    {
        var section = Read(configuration);
        if (section.Switch(Anonymous))
        {
            throw new StartupException("Access__Anonymous=true: no login is needed.");
        }

        return section[Token] is { Length: > 0 } given ? given : DataDirectory.FindSecret(configuration, TokenFile);
    }

    /// <summary>The names, beside <c>localhost</c>, that the API may be asked for by.</summary>
    /// <exception cref="StartupException">One of them is none.</exception>
    public static AllowedHosts ReadHosts(IConfiguration configuration)
    {
        var section = Read(configuration);
        var hosts = (section[Hosts] ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return hosts.Any(host => !IsName(host))
            ? throw section.Wrong(Hosts, "must be names of hosts without ports, with commas between them")
            : new AllowedHosts(hosts);
    }

    private static bool IsName(string host)
    {
        try
        {
            return Uri.CheckHostName(host) == UriHostNameType.Dns && HostString.FromUriComponent(host).HasValue;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static SettingsSection Read(IConfiguration configuration) => new(configuration, Section, Token, Anonymous, Hosts);
}
