namespace EchoApp.Testing;

/// <summary>EchoApp does not do what it was asked for: the message says why.</summary>
public sealed class EchoException : Exception
{
    internal EchoException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
