using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>How much bins of an EchoApp keep.</summary>
public static class EchoBinRetentionBuilderExtensions
{
    /// <summary>Has the bin keep so much, of what is not pinned. What is not given is as it is for all bins: the newest 100,000 requests.</summary>
    /// <param name="builder">The bin.</param>
    /// <param name="requests">How many requests, the newest; 0 for no limit.</param>
    /// <param name="age">For how long, from when they were received, in whole seconds; zero for no limit.</param>
    /// <param name="bytes">How many bytes of them; 0 for no limit.</param>
    /// <returns>The bin.</returns>
    /// <exception cref="DistributedApplicationException">Nothing is given, or one of them is negative.</exception>
    public static IResourceBuilder<EchoBinResource> WithRetention(this IResourceBuilder<EchoBinResource> builder, long? requests = null, TimeSpan? age = null, long? bytes = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (requests is null && age is null && bytes is null)
        {
            throw new DistributedApplicationException($"How much the bin '{builder.Resource.Name}' keeps needs one of requests, age and bytes.");
        }

        if (requests < 0 || bytes < 0 || age < TimeSpan.Zero || age > TimeSpan.Zero && age < TimeSpan.FromSeconds(1))
        {
            throw new DistributedApplicationException($"The bin '{builder.Resource.Name}' cannot keep so much: requests and bytes are whole numbers, age is whole seconds, and 0 is no limit.");
        }

        var settings = new Dictionary<string, string>();
        Add(settings, "Requests", requests, "");
        Add(settings, "Age", (long?)age?.TotalSeconds, "s");
        Add(settings, "Bytes", bytes, "");
        builder.Resource.Settings["Retention"] = settings;
        return builder;
    }

    private static void Add(Dictionary<string, string> settings, string name, long? value, string unit)
    {
        if (value is { } given)
        {
            settings[name] = string.Create(CultureInfo.InvariantCulture, $"{given}{(given == 0 ? "" : unit)}");
        }
    }
}
