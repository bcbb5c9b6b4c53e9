using EchoApp.Web.Capture;
using EchoApp.Web.Echo;
using EchoApp.Web.Storage;

namespace EchoApp.Web.Comparison;

/// <summary>Two request lines.</summary>
/// <param name="Method">Their methods.</param>
/// <param name="Target">Their targets as sent, without the queries.</param>
/// <param name="Protocol">Their protocols.</param>
internal sealed record LineComparison(Compared<string> Method, Compared<string> Target, Compared<string> Protocol)
{
    public bool Same => Method.Same && Target.Same && Protocol.Same;

    public static LineComparison Of(RequestRecord left, CaptureDetails leftDetails, RequestRecord right, CaptureDetails rightDetails) =>
        new(new(left.Method, right.Method), new(WithoutQuery(left.Target), WithoutQuery(right.Target)), new(leftDetails.Protocol, rightDetails.Protocol));

    private static string WithoutQuery(string target) => RequestTarget.Parse(target).Query is { } query ? target[..^(query.Length + 1)] : target;
}
