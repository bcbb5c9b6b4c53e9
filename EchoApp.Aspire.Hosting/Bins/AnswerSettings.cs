using System.Buffers;
using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace EchoApp.Hosting.Bins;

/// <summary>An answer as configuration of the service, which has the last word on it: what is checked here is what people get wrong.</summary>
internal static class AnswerSettings
{
    // One variable of a process has 32,767 characters on Windows, 128 KiB on Linux.
    private const int LongestBody = 16_384;
    private const int MostTimes = 1_000_000;
    private const int MostSteps = 50;
    private static readonly TimeSpan _longestDelay = TimeSpan.FromSeconds(30);

    private static readonly SearchValues<char> _tokenCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <exception cref="DistributedApplicationException">The answer is none that a bin can give.</exception>
    public static IReadOnlyDictionary<string, string> OfResponse(EchoBinResource bin, EchoScriptStep answer)
    {
        var settings = new Dictionary<string, string>();
        Add(settings, bin, "", answer);
        return settings;
    }

    /// <exception cref="DistributedApplicationException">There are no steps, too many, or one is none.</exception>
    public static IReadOnlyDictionary<string, string> OfScript(EchoBinResource bin, IReadOnlyList<EchoScriptStep> steps, string? perHeader)
    {
        if (steps.Count is 0 or > MostSteps)
        {
            throw Fault(bin, $"a script has 1 to {MostSteps} steps, not {steps.Count}");
        }

        var settings = new Dictionary<string, string>();
        for (var i = 0; i < steps.Count; i++)
        {
            if (steps[i].Times is < 1 or > MostTimes)
            {
                throw Fault(bin, $"step {i + 1} of its script is for 1 to {MostTimes} requests, not {steps[i].Times}");
            }

            var step = string.Create(CultureInfo.InvariantCulture, $"Steps__{i}__");
            settings[$"{step}Times"] = steps[i].Times.ToString(CultureInfo.InvariantCulture);
            Add(settings, bin, $"{step}Response__", steps[i]);
        }

        if (perHeader is not null)
        {
            settings["PerHeader"] = IsToken(perHeader) ? perHeader : throw Fault(bin, $"'{perHeader}' is no name of a header");
        }

        return settings;
    }

    private static void Add(Dictionary<string, string> settings, EchoBinResource bin, string prefix, EchoScriptStep answer)
    {
        settings[$"{prefix}Status"] = answer.Status is >= 200 and <= 599
            ? answer.Status.ToString(CultureInfo.InvariantCulture)
            : throw Fault(bin, $"a status is a number from 200 to 599, not {answer.Status}");
        if (answer.Body is { } body)
        {
            settings[$"{prefix}Body"] = body.Length > LongestBody ? throw Fault(bin, $"a body has at most {LongestBody} characters here, not {body.Length}. The API takes longer ones")
                : answer.Status is 204 or 205 or 304 ? throw Fault(bin, $"an answer with status {answer.Status} has no body")
                : body;
        }

        if (answer.ContentType is { } type)
        {
            settings[$"{prefix}ContentType"] = answer.Body is not null ? type : throw Fault(bin, "a content type is that of a body, and there is none");
        }

        if (answer.Delay != TimeSpan.Zero)
        {
            settings[$"{prefix}Delay"] = answer.Delay > TimeSpan.Zero && answer.Delay <= _longestDelay
                ? answer.Delay.TotalSeconds.ToString("0.#######", CultureInfo.InvariantCulture)
                : throw Fault(bin, $"a delay is up to {_longestDelay.TotalSeconds} seconds, not {answer.Delay}");
        }

        foreach (var (name, value) in answer.Headers ?? new Dictionary<string, string>())
        {
            settings[$"{prefix}Headers__{Checked(bin, name)}"] = value is not null && value.All(character => character is (>= ' ' and <= '~') or '\t')
                ? value
                : throw Fault(bin, $"the header {name} must be text in ASCII without control characters");
        }
    }

    // In the environment two underscores part names, and a number is a place in a list.
    private static string Checked(EchoBinResource bin, string name) =>
        !IsToken(name) ? throw Fault(bin, $"'{name}' is no name of a header")
        : name.Contains("__", StringComparison.Ordinal) || name.All(char.IsAsciiDigit) ? throw Fault(bin, $"the header {name} cannot be set here. The API can set it")
        : name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase) ? throw Fault(bin, "the header Content-Type cannot be set: contentType does it")
        : name;

    private static bool IsToken(string text) => text.Length is > 0 and <= 256 && !text.AsSpan().ContainsAnyExcept(_tokenCharacters);

    private static DistributedApplicationException Fault(EchoBinResource bin, string what) => new($"The bin '{bin.Name}' cannot answer so: {what}.");
}
