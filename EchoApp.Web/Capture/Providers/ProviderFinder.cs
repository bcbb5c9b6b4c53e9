using EchoApp.Web.Capture.Redaction;
using Microsoft.Extensions.Primitives;

namespace EchoApp.Web.Capture.Providers;

/// <summary>Finds out who sent a request. What is hidden when the request is stored is not looked at: from what was found it could be told. Thread-safe.</summary>
internal sealed class ProviderFinder(Redactor redactor)
{
    private const int LongestEvent = 200;

    /// <param name="headers">The header fields as they came.</param>
    /// <param name="isRaw">Whether nothing is hidden.</param>
    /// <returns>Null where none of the <see cref="ProviderRules"/> holds.</returns>
    public Provider? Find(IHeaderDictionary headers, bool isRaw)
    {
        foreach (var rule in ProviderRules.All)
        {
            if (Holds(rule, headers, isRaw))
            {
                return new Provider(rule.Provider, rule.Event is not null && Shows(rule.Event, isRaw) ? Event(headers[rule.Event]) : null);
            }
        }

        return null;
    }

    private bool Holds(ProviderRule rule, IHeaderDictionary headers, bool isRaw)
    {
        foreach (var field in rule.Fields)
        {
            if (StringValues.IsNullOrEmpty(headers[field]))
            {
                return false;
            }
        }

        return rule.Start is null
            || (headers[rule.Start.Field] is [{ } value] && value.StartsWith(rule.Start.Text, StringComparison.OrdinalIgnoreCase) && Shows(rule.Start.Field, isRaw));
    }

    private bool Shows(string field, bool isRaw) => isRaw || !redactor.HidesField(field);

    /// <summary>A bare CR, behind which another field could stand that is hidden, is none of these characters.</summary>
    private static string? Event(StringValues lines) =>
        lines is [{ Length: > 0 } value] && !value.AsSpan().ContainsAnyExceptInRange(' ', '~') ? value[..Math.Min(value.Length, LongestEvent)] : null;
}
