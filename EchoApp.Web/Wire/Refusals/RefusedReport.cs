namespace EchoApp.Web.Wire.Refusals;

/// <param name="Count">Requests refused since the start.</param>
/// <param name="Refused">The last of them, the newest first.</param>
internal sealed record RefusedReport(long Count, IReadOnlyList<RefusedRequest> Refused)
{
    public static RefusedReport Of(RefusalLog log)
    {
        var (last, count) = log.Read();
        return new RefusedReport(count, last);
    }
}
