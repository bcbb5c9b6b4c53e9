using System.Globalization;

namespace EchoApp.Web.Reading;

/// <summary>Times that senders of webhooks sign with: <c>X-Slack-Request-Timestamp</c>, <c>webhook-timestamp</c>, and <c>t=</c> in <c>Stripe-Signature</c>.</summary>
internal static class TimestampField
{
    /// <summary>Digits of seconds since 1970, from 2001 to 2286.</summary>
    private const int Seconds = 10;

    private const int Milliseconds = 13;

    /// <returns>One time, or several of a field that has several; nothing where there is none.</returns>
    public static IReadOnlyList<Meaning> Read(string name, string value)
    {
        if (name.Equals("Stripe-Signature", StringComparison.OrdinalIgnoreCase))
        {
            return [.. value.Split(',', StringSplitOptions.TrimEntries).Where(pair => pair.StartsWith("t=", StringComparison.Ordinal)).SelectMany(pair => Read(pair[2..]))];
        }

        return name.EndsWith("timestamp", StringComparison.OrdinalIgnoreCase) ? Read(value) : [];
    }

    private static IReadOnlyList<Meaning> Read(string digits)
    {
        if (digits.Length is not (Seconds or Milliseconds) || !long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return [];
        }

        return [new Meaning("time", digits) { Time = UnixSeconds.ToUtc(digits.Length == Seconds ? number : number / 1000.0) }];
    }
}
