namespace Aspire.Hosting.ApplicationModel;

/// <summary>An EchoApp: an echo with bins that keep what is sent to them, and the pages and API to look at it.</summary>
/// <remarks>
/// It runs as a process of the .NET runtime, from the package's own copy of the service, or as a container. Its connection string is
/// <c>Endpoint=…;Echo=…;Token=…</c>: the URL of pages and API, that of the echo, and the access token.
/// </remarks>
public sealed class EchoResource : ExecutableResource, IResourceWithConnectionString
{
    internal const string EchoEndpointName = "echo";
    internal const string PagesEndpointName = "pages";

    private readonly List<EchoBinResource> _bins = [];

    /// <summary>Makes one, which is not part of an application yet.</summary>
    /// <param name="name">The name of the resource.</param>
    /// <param name="token">The access token, 16 characters or more.</param>
    /// <param name="workingDirectory">Where its process is started. Nothing is read or written there.</param>
    public EchoResource(string name, ParameterResource token, string workingDirectory)
        : base(name, "dotnet", workingDirectory)
    {
        ArgumentNullException.ThrowIfNull(token);
        TokenParameter = token;
        PrimaryEndpoint = new EndpointReference(this, EchoEndpointName);
        PagesEndpoint = new EndpointReference(this, PagesEndpointName);
    }

    /// <summary>The access token, which reading, making and changing takes.</summary>
    public ParameterResource TokenParameter { get; }

    /// <summary>The endpoint <c>echo</c>: the echo, and the bins below <c>/b/</c>.</summary>
    public EndpointReference PrimaryEndpoint { get; }

    /// <summary>The endpoint <c>pages</c>: pages, inspector, API and health.</summary>
    public EndpointReference PagesEndpoint { get; }

    /// <summary>The URL of the echo, such as <c>http://localhost:6000</c>.</summary>
    public ReferenceExpression UriExpression => ReferenceExpression.Create($"{PrimaryEndpoint.Property(EndpointProperty.Url)}");

    /// <summary>The URL of pages and API, such as <c>http://localhost:5000</c>.</summary>
    public ReferenceExpression PagesUriExpression => ReferenceExpression.Create($"{PagesEndpoint.Property(EndpointProperty.Url)}");

    /// <inheritdoc />
    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create(
        $"Endpoint={PagesEndpoint.Property(EndpointProperty.Url)};Echo={PrimaryEndpoint.Property(EndpointProperty.Url)};Token={TokenParameter}");

    /// <summary>The bins that are declared, in the order in which they were.</summary>
    public IReadOnlyList<EchoBinResource> Bins => _bins;

    /// <summary>Whether it is part of what is published.</summary>
    internal bool IsPublished { get; set; }

    /// <summary>Whether nothing may refer to it, since it is not part of what is published.</summary>
    internal bool IsHidden { get; set; }

    IEnumerable<KeyValuePair<string, ReferenceExpression>> IResourceWithConnectionString.GetConnectionProperties() => IsHidden ? [] :
    [
        new("Host", ReferenceExpression.Create($"{PrimaryEndpoint.Property(EndpointProperty.Host)}")),
        new("Port", ReferenceExpression.Create($"{PrimaryEndpoint.Property(EndpointProperty.Port)}")),
        new("Uri", UriExpression),
        new("PagesHost", ReferenceExpression.Create($"{PagesEndpoint.Property(EndpointProperty.Host)}")),
        new("PagesPort", ReferenceExpression.Create($"{PagesEndpoint.Property(EndpointProperty.Port)}")),
        new("PagesUri", PagesUriExpression),
        new("Token", ReferenceExpression.Create($"{TokenParameter}")),
    ];

    internal void Add(EchoBinResource bin) => _bins.Add(bin);
}
