namespace EchoApp.Web.Live;

/// <param name="Entries">What a reader is told next, in order.</param>
/// <param name="Position">Up to where that tells all that there is for it; it goes on from there.</param>
/// <param name="HasMore">Whether there may be more already.</param>
internal sealed record LivePage(IReadOnlyList<LiveEntry> Entries, long Position, bool HasMore)
{
    /// <summary>Bytes of events after which a page ends: a reader that is slow holds no more than one.</summary>
    public const int MostBytes = 64 * 1024;
}
