namespace EchoApp.Hosting.Dashboard.Telemetry.Filters;

/// <summary>A filter that cannot be read; the message says what to do.</summary>
/// <param name="position">Of the character at which it went wrong, from 1 on.</param>
/// <param name="message">What is wrong, and what is right.</param>
internal sealed class FilterException(int position, string message) : Exception($"Filter, character {position}: {message}")
{
    public int Position => position;
}
