using EchoApp.Web.Settings;
using EchoApp.Web.Storage;

namespace EchoApp.Web.Retention;

internal static class RetentionOptionsReader
{
    private const long DefaultRequests = 100_000;

    /// <param name="configuration">The settings.</param>
    /// <param name="most">Bytes that the store may hold: what is kept is less by default, so that there is room for what arrives meanwhile.</param>
    /// <exception cref="StartupException">A setting makes no sense.</exception>
    public static RetentionOptions Read(IConfiguration configuration, long most)
    {
        var section = new SettingsSection(
            configuration, RetentionOptions.Section, nameof(BinRetention.Age), nameof(BinRetention.Bytes), nameof(BinRetention.Requests), nameof(RetentionOptions.TotalBytes));
        var total = Limit(section, nameof(RetentionOptions.TotalBytes)) ?? most - (most / 10);
        if (total > most)
        {
            throw section.Wrong(nameof(RetentionOptions.TotalBytes), $"must be at most {most}, which is Data__MaxBytes: what is more is refused, and never kept");
        }

        var bins = new BinRetention
        {
            Requests = Limit(section, nameof(BinRetention.Requests)) ?? DefaultRequests,
            Age = Age(section),
            Bytes = Limit(section, nameof(BinRetention.Bytes)),
        };
        return new RetentionOptions(bins, total == 0 ? null : total);
    }

    private static long? Limit(SettingsSection section, string key) => section.Whole(key, 0, long.MaxValue, "a whole number, or 0 for no limit");

    private static string? Age(SettingsSection section) => section[nameof(BinRetention.Age)] is { } text && RetentionAge.Parse(text) is null
        ? throw section.Wrong(nameof(BinRetention.Age), $"must be {RetentionAge.Rule}")
        : section[nameof(BinRetention.Age)];
}
