namespace Aspire.Hosting.ApplicationModel;

/// <summary>One fact attached to a resource: an endpoint, a variable, a wait. Inert data; the engine reads it.</summary>
public interface IResourceAnnotation;
