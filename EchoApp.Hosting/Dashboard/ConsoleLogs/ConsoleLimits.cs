namespace EchoApp.Hosting.Dashboard.ConsoleLogs;

/// <summary>What is kept of one instance at most; the oldest lines go first.</summary>
/// <param name="Lines">How many lines.</param>
/// <param name="Characters">How many characters in all of them.</param>
internal sealed record ConsoleLimits(int Lines, long Characters)
{
    public static ConsoleLimits Default { get; } = new(100_000, 32 * 1024 * 1024);
}
