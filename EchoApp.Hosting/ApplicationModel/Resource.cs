using EchoApp.Hosting.Model;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A declared part of the application: a name and its annotations.</summary>
public abstract class Resource : IResource
{
    /// <param name="name">1 to 64 characters: ASCII letters, digits and hyphens; begins with a letter, no two hyphens in a row, none at the end.</param>
    /// <exception cref="ArgumentException">The name breaks one of these rules; the message says which.</exception>
    protected Resource(string name)
    {
        ModelName.Validate(name);
        Name = name;
    }

    public virtual string Name { get; }

    public virtual ResourceAnnotationCollection Annotations { get; } = [];
}
