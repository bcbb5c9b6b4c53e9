namespace EchoApp.Web.Storage;

/// <summary>Where a search begins, and which way it goes.</summary>
/// <param name="Position">The position that it has been at already.</param>
/// <param name="IsForward">Whether it goes on to what was committed later; else to what was committed before.</param>
internal readonly record struct SearchStart(long Position, bool IsForward)
{
    /// <summary>From the newest to the oldest.</summary>
    public static SearchStart Newest { get; } = Before(long.MaxValue);

    public static SearchStart Before(long position) => new(position, IsForward: false);

    public static SearchStart After(long position) => new(position, IsForward: true);
}
