namespace EchoApp.Hosting.Publishing;

internal enum PublishedPortOrigin
{
    /// <summary>Declared in AppHost.cs.</summary>
    Explicit,

    /// <summary>Taken from the other port of the endpoint.</summary>
    Implicit,

    /// <summary>Given out here, from 8000 on.</summary>
    Allocated,

    /// <summary>Left to whoever deploys.</summary>
    None,
}
