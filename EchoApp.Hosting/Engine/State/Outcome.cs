using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace EchoApp.Hosting.Engine.State;

/// <summary>How a resource ended, in words.</summary>
internal static class Outcome
{
    /// <summary>The property of a snapshot that says why the resource failed to start.</summary>
    public const string FailureReason = "resource.failureReason";

    public static bool IsFinal(CustomResourceSnapshot snapshot) =>
        KnownResourceStates.TerminalStates.Contains(snapshot.State?.Text) || snapshot.State?.Text == KnownResourceStates.RuntimeUnhealthy;

    /// <summary>The predicate of a sentence that begins with the resource's name: <c>exited with code 3</c>.</summary>
    public static string Describe(CustomResourceSnapshot snapshot)
    {
        var state = snapshot.State?.Text;
        var reason = snapshot.Properties.FirstOrDefault(property => property.Name == FailureReason)?.Value;
        var because = reason is null ? "" : $": {reason}".TrimEnd('.');
        return state == KnownResourceStates.FailedToStart ? $"failed to start{because}"
            : state == KnownResourceStates.RuntimeUnhealthy ? $"cannot run{because}"
            : snapshot.ExitCode is { } code ? string.Create(CultureInfo.InvariantCulture, $"{(code == 0 ? "finished" : "exited")} with code {code}")
            : $"is {state}{because}";
    }
}
