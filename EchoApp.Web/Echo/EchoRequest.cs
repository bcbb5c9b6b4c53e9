using Microsoft.AspNetCore.Http.Features;

namespace EchoApp.Web.Echo;

/// <summary>What the echo needs of a request beyond what the server tells.</summary>
internal readonly struct EchoRequest
{
    public EchoRequest(HttpContext context, EchoConnection connection, EchoOptions options)
    {
        Connection = connection;
        Number = connection.NextRequest();
        RawTarget = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        Target = RequestTarget.Parse(RawTarget);
        Query = string.IsNullOrEmpty(Target.Query) ? null : UrlEncoded.Parse(Target.Query);
        Indented = options.Pretty && Asks("pretty");
        Raw = options.Raw && Asks("raw");
        IsPlain = connection.Wire is not null && PlainPreference.Of(context.Request.Headers);
    }

    public EchoConnection Connection { get; }

    /// <summary>The place of the request on its connection, from 1.</summary>
    public int Number { get; }

    public string RawTarget { get; }

    public RequestTarget Target { get; }

    public NamedValues? Query { get; }

    /// <summary>Whether the query asks for an indented answer: <c>?pretty</c>, <c>?pretty=1</c>, not <c>?pretty=false</c>.</summary>
    public bool Indented { get; }

    /// <summary>Whether the query asks for the bytes of the head: <c>?raw</c>.</summary>
    public bool Raw { get; }

    /// <summary>Whether the request itself is asked for as the answer, and not JSON about it.</summary>
    public bool IsPlain { get; }

    private bool Asks(string name) => Query?.Last(name) is { } value && value is not ("false" or "0" or "no" or "off");
}
