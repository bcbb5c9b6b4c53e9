using System.Text;
using System.Text.Json;

namespace EchoApp.Testing;

/// <summary>A request that arrived, as it arrived. Secrets in it are replaced, unless its bin is <c>raw</c>.</summary>
public sealed class ReceivedRequest
{
    private readonly EchoApi _api;
    private readonly ReceivedHead _head;

    internal ReceivedRequest(EchoApi api, ReceivedHead head) => (_api, _head) = (api, head);

    /// <summary>What it is called.</summary>
    public Guid Id => _head.Id;

    /// <summary>Where it arrived.</summary>
    public string Bin => _head.Bin;

    /// <summary>Its method.</summary>
    public string Method => _head.Method;

    /// <summary>The request target: path and query, as sent.</summary>
    public string Target => _head.Target;

    /// <summary>The path, as sent.</summary>
    public string Path => _head.Path;

    /// <summary>When its head had arrived, in UTC.</summary>
    public DateTime ReceivedAt => _head.ReceivedAt;

    /// <summary>The status of the answer that it got.</summary>
    public int Status => _head.Status;

    /// <summary>The type of its body; null where none was given.</summary>
    public string? ContentType => _head.ContentType;

    /// <summary>Bytes of its body.</summary>
    public long BodyLength => _head.BodyLength;

    /// <summary>Name and value of each header line, in the order and the spelling in which they came.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers => [.. _head.Headers.Select(line => KeyValuePair.Create(line[0], line[1]))];

    /// <summary>The values of a header, those of several lines with commas between them (RFC 9110 section 5.2).</summary>
    /// <param name="name">Its name, in upper or lower case.</param>
    /// <returns>Null where there is no such line.</returns>
    public string? Header(string name) => _head.Headers.Where(line => line[0].Equals(name, StringComparison.OrdinalIgnoreCase)).Select(line => line[1]).ToList() is { Count: > 0 } values ? string.Join(", ", values) : null;

    /// <summary>What is kept of its body: all of it, unless it is longer than EchoApp keeps.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="EchoException">It has been deleted since, or EchoApp does not answer.</exception>
    public Task<byte[]> ReadBytesAsync(CancellationToken cancellationToken = default) => _api.ReadBodyAsync(Bin, Id, cancellationToken);

    /// <summary>The body as text in UTF-8.</summary>
    /// <inheritdoc cref="ReadBytesAsync"/>
    public async Task<string> ReadTextAsync(CancellationToken cancellationToken = default) => Encoding.UTF8.GetString(await ReadBytesAsync(cancellationToken));

    /// <summary>The body as JSON.</summary>
    /// <inheritdoc cref="ReadBytesAsync"/>
    /// <exception cref="JsonException">It is none.</exception>
    public async Task<JsonElement> ReadJsonAsync(CancellationToken cancellationToken = default) => JsonElement.Parse(await ReadBytesAsync(cancellationToken));

    /// <summary>The body as JSON of a type, with names as the web has them: <c>orderId</c>.</summary>
    /// <inheritdoc cref="ReadBytesAsync"/>
    /// <typeparam name="T">The type.</typeparam>
    /// <exception cref="JsonException">It is none.</exception>
    public async Task<T?> ReadJsonAsync<T>(CancellationToken cancellationToken = default) => JsonSerializer.Deserialize<T>(await ReadBytesAsync(cancellationToken), JsonSerializerOptions.Web);
}
