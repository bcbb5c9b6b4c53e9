using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace EchoApp.Hosting.Dashboard.Telemetry.Api;

/// <summary>Reads parameters of a request's query.</summary>
internal static class QueryParameters
{
    public static string? Text(IQueryCollection query, string name) => query[name].LastOrDefault() is { Length: > 0 } value ? value : null;

    /// <exception cref="BadQueryException">It is not there.</exception>
    public static string Required(IQueryCollection query, string name, string example) => Text(query, name)
        ?? throw new BadQueryException($"The parameter {name} is missing. Write for example {name}={example}");

    /// <exception cref="BadQueryException">It is not a whole number in this range.</exception>
    public static long Number(IQueryCollection query, string name, long otherwise, long least, long most)
    {
        if (Text(query, name) is not { } value)
        {
            return otherwise;
        }

        return long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number
            : throw new BadQueryException($"The parameter {name} must be a whole number {Range(least, most)}, not '{value}'.");
    }

    /// <exception cref="BadQueryException">It is neither true nor false.</exception>
    public static bool Switch(IQueryCollection query, string name) => Text(query, name) is { } value
        && (bool.TryParse(value, out var isOn) ? isOn : throw new BadQueryException($"The parameter {name} must be true or false, not '{value}'."));

    private static string Range(long least, long most) => most == long.MaxValue ? $"from {least} on" : $"from {least} to {most}";
}
