using System.Globalization;
using Aspire.Hosting;
using Microsoft.Extensions.Configuration;

namespace EchoApp.Hosting.Dashboard.Telemetry;

/// <summary>Reads limits from configuration; an error names the key, and what is right.</summary>
internal static class LimitSettings
{
    /// <exception cref="DistributedApplicationException">It is not a whole number in this range.</exception>
    public static long Number(IConfigurationSection section, string name, long otherwise, long least, long most)
    {
        if (section[name] is not { Length: > 0 } value)
        {
            return otherwise;
        }

        return long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number
            : throw Wrong(section, name, $"a whole number from {least} to {most}", value, $"{otherwise}");
    }

    /// <exception cref="DistributedApplicationException">It is not a time over zero and up to this.</exception>
    public static TimeSpan Time(IConfigurationSection section, string name, TimeSpan otherwise, TimeSpan most)
    {
        if (section[name] is not { Length: > 0 } value)
        {
            return otherwise;
        }

        return TimeSpan.TryParse(value, CultureInfo.InvariantCulture, out var time) && time > TimeSpan.Zero && time <= most ? time
            : throw Wrong(section, name, $"a time of more than 00:00:00 and at most {most:c}", value, $"{otherwise:c}");
    }

    private static DistributedApplicationException Wrong(IConfigurationSection section, string name, string right, string value, string example) =>
        new($"{section.Path}:{name} must be {right}, not '{value}'. For example --{section.Path}:{name}={example}");
}
