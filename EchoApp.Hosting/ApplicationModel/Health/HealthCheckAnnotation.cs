namespace Aspire.Hosting.ApplicationModel;

/// <summary>Names a check registered on the builder's services that tells whether the resource is healthy.</summary>
public class HealthCheckAnnotation : IResourceAnnotation
{
    public HealthCheckAnnotation(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        Key = key;
    }

    public string Key { get; }
}
