namespace Aspire.Hosting;

/// <summary>A mistake in the application's model or surroundings. Its message names the resource and the way out.</summary>
public class DistributedApplicationException : Exception
{
    public DistributedApplicationException()
    {
    }

    public DistributedApplicationException(string message) : base(message)
    {
    }

    public DistributedApplicationException(string message, Exception inner) : base(message, inner)
    {
    }
}
