using System.Data.Common;

namespace EchoApp.Testing;

/// <summary>A client of the bins of an EchoApp. Thread-safe; one is enough for all tests.</summary>
public sealed class EchoClient : IDisposable
{
    private readonly EchoApi _api;

    /// <summary>A client of the EchoApp that a connection string leads to, as an AppHost with <c>AddEcho</c> gives it: <c>Endpoint=http://localhost:5000;Token=…</c>.</summary>
    /// <param name="connectionString">What <c>await app.GetConnectionStringAsync("echo")</c> has given.</param>
    /// <exception cref="ArgumentException">It is no such string, or there is none.</exception>
    public EchoClient(string? connectionString)
        : this(Parse(connectionString))
    {
    }

    /// <summary>A client of an EchoApp that runs somewhere, such as in a container.</summary>
    /// <param name="endpoint">Where its pages and its API are, port 5000: <c>http://localhost:5000</c>.</param>
    /// <param name="token">Its access token, <c>Access__Token</c>; null where it lets everybody in (<c>Access__Anonymous=true</c>).</param>
    /// <exception cref="ArgumentException">The address is not one of HTTP.</exception>
    public EchoClient(Uri endpoint, string? token = null)
        : this((endpoint, token))
    {
    }

    private EchoClient((Uri Endpoint, string? Token) address)
    {
        ArgumentNullException.ThrowIfNull(address.Endpoint);
        if (!address.Endpoint.IsAbsoluteUri || address.Endpoint.Scheme is not ("http" or "https"))
        {
            throw new ArgumentException($"EchoApp is reached over HTTP, by an address such as http://localhost:5000, and not {address.Endpoint}.", nameof(address));
        }

        _api = new EchoApi(address.Endpoint, address.Token);
    }

    /// <summary>A bin, of which all requests count, also those that are there already. Whether it exists is found out when it is used.</summary>
    /// <param name="name">Its name, such as <c>orders</c>.</param>
    public EchoBin Bin(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return new(_api, name, after: null);
    }

    /// <summary>Creates a bin, for one test or for all.</summary>
    /// <param name="name">Its name; null for one that nobody guesses.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="EchoException">There is one of that name, or EchoApp does not answer.</exception>
    public async Task<EchoBin> CreateBinAsync(string? name = null, CancellationToken cancellationToken = default) => new(_api, await _api.CreateBinAsync(name, cancellationToken), after: null);

    /// <summary>Ends the connections.</summary>
    public void Dispose() => _api.Dispose();

    private static (Uri Endpoint, string? Token) Parse(string? connectionString)
    {
        const string rule = "A connection string of EchoApp has Endpoint=http://localhost:5000 in it, and, where it asks for one, Token=….";
        if (string.IsNullOrWhiteSpace(connectionString))
        {
            throw new ArgumentException($"There is no connection string. {rule}", nameof(connectionString));
        }

        var values = new DbConnectionStringBuilder();
        try
        {
            values.ConnectionString = connectionString;
        }
        catch (ArgumentException)
        {
            // Neither the string nor what is made of it is told: it has the token.
            throw new ArgumentException($"The connection string cannot be read. {rule}", nameof(connectionString));
        }

        return values.TryGetValue("Endpoint", out var endpoint) && Uri.TryCreate(endpoint as string, UriKind.Absolute, out var address)
            ? (address, values.TryGetValue("Token", out var token) ? token as string : null)
            : throw new ArgumentException(rule, nameof(connectionString));
    }
}
