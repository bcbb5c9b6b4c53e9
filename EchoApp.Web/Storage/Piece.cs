namespace EchoApp.Web.Storage;

/// <summary>So much is deleted in one transaction: what is captured meanwhile does not wait for long, and, as what is deleted is overwritten, a log takes all of its bytes.</summary>
internal static class Piece
{
    public const int MostRows = 500;
    public const int MostBytes = 4 * 1024 * 1024;
}
