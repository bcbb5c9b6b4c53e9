using System.Text.Json;
using EchoApp.Web.Echo;
using EchoApp.Web.Echo.Body;
using EchoApp.Web.Reading;
using EchoApp.Web.Reading.Bodies;

namespace EchoApp.Web.Queries;

/// <summary>What the body of a request means. It stands until it is disposed of.</summary>
/// <param name="body">The body, read again; null for one that cannot be.</param>
internal sealed class RequestContent(StoredBody? body) : IDisposable
{
    private readonly JsonDocument? _json = body?.Content.Json is { } json ? JsonDocument.Parse(WellFormedJson.Of(json), new JsonDocumentOptions { MaxDepth = BodyJson.MaxDepth }) : null;

    /// <summary>Null where the body is not JSON, or not all of it is kept.</summary>
    public JsonElement? Json => _json?.RootElement;

    /// <summary>Null where the body is not a form.</summary>
    public NamedValues? Form => body?.Content.Form;

    /// <summary>What is wrong with the body, in sentences; null where nothing is.</summary>
    public string? Error => body?.Error;

    public void Dispose()
    {
        _json?.Dispose();
        body?.Dispose();
    }
}
