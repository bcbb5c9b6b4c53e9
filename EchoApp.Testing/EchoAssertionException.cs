namespace EchoApp.Testing;

/// <summary>Something else came than was expected: the message tells what, and what differed. Test frameworks take it for a failure.</summary>
public sealed class EchoAssertionException : Exception
{
    internal EchoAssertionException(string message, IReadOnlyList<NearMiss> nearMisses)
        : base(message) => NearMisses = nearMisses;

    /// <summary>Up to three requests that came nearest to what was expected, the nearest first.</summary>
    public IReadOnlyList<NearMiss> NearMisses { get; }
}
