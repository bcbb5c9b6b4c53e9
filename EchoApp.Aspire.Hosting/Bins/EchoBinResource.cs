namespace Aspire.Hosting.ApplicationModel;

/// <summary>A bin of an EchoApp: what is sent to its URL, and below it, is kept. That URL is its connection string.</summary>
public sealed class EchoBinResource : Resource, IResourceWithParent<EchoResource>, IResourceWithConnectionString
{
    /// <summary>Makes one, which is not part of an application yet.</summary>
    /// <param name="name">The name of the resource.</param>
    /// <param name="binName">What the bin is called in its URL and in the API.</param>
    /// <param name="parent">The EchoApp that it belongs to.</param>
    public EchoBinResource(string name, string binName, EchoResource parent)
        : base(name)
    {
        ArgumentException.ThrowIfNullOrEmpty(binName);
        ArgumentNullException.ThrowIfNull(parent);
        BinName = binName;
        Parent = parent;
    }

    /// <summary>What the bin is called in its URL and in the API.</summary>
    public string BinName { get; }

    /// <inheritdoc />
    public EchoResource Parent { get; }

    /// <summary>Where it takes requests, such as <c>http://localhost:6000/b/orders</c>.</summary>
    public ReferenceExpression UriExpression => ReferenceExpression.Create($"{Parent.PrimaryEndpoint.Property(EndpointProperty.Url)}/b/{BinName}");

    /// <inheritdoc />
    public ReferenceExpression ConnectionStringExpression => UriExpression;

    /// <summary>The path of the bin in the API, without a slash at its end.</summary>
    internal string ApiPath => $"/api/bins/{BinName}";

    /// <summary>How it answers, and how much it keeps: the parts of configuration below <c>Bins:{bin}</c>, by what sets them.</summary>
    internal Dictionary<string, IReadOnlyDictionary<string, string>> Settings { get; } = [];

    // Not the token: who sends to a bin is given nothing to read it with.
    IEnumerable<KeyValuePair<string, ReferenceExpression>> IResourceWithConnectionString.GetConnectionProperties() => Parent.IsHidden ? [] :
    [
        new("Host", ReferenceExpression.Create($"{Parent.PrimaryEndpoint.Property(EndpointProperty.Host)}")),
        new("Port", ReferenceExpression.Create($"{Parent.PrimaryEndpoint.Property(EndpointProperty.Port)}")),
        new("Uri", UriExpression),
        new("BinName", ReferenceExpression.Create($"{BinName}")),
    ];
}
