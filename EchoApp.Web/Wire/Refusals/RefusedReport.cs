namespace EchoApp.Web.Wire.Refusals;

/// <param name="Recorded">Whether refusals are remembered: not with <c>Echo:Wire=false</c>.</param>
/// <param name="Count">Requests refused since the start, as far as they are remembered.</param>
/// <param name="Refused">The last of them, the newest first.</param>
internal sealed record RefusedReport(bool Recorded, long Count, IReadOnlyList<RefusedRequest> Refused)
{
    public static RefusedReport Of(RefusalLog log, bool isRecorded)
    {
        var (last, count) = log.Read();
        return new RefusedReport(isRecorded, count, last);
    }
}
