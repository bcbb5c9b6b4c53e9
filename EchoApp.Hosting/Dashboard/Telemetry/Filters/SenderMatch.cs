using EchoApp.Hosting.Dashboard.Telemetry.Storage;

namespace EchoApp.Hosting.Dashboard.Telemetry.Filters;

/// <summary>Conditions on who sent it: the name of the service, or that of the instance.</summary>
internal static class SenderMatch
{
    public static Func<Sender, bool> Of(FilterTerm term)
    {
        var pattern = new TextPattern(term.Value!);
        return sender => pattern.Matches(sender.Name) || pattern.Matches(sender.FullName);
    }
}
