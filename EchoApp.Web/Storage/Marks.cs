namespace EchoApp.Web.Storage;

/// <summary>What people have put on a request after it came.</summary>
/// <param name="IsPinned">Whether it stays until somebody deletes it, however many come after it.</param>
/// <param name="Tags">In their order; see <see cref="Storage.Tags"/>.</param>
internal sealed record Marks(bool IsPinned, IReadOnlyList<string> Tags)
{
    public static Marks None { get; } = new(IsPinned: false, []);

    public static Marks Of(bool isPinned, string storedTags) => !isPinned && storedTags.Length == 0 ? None : new(isPinned, Storage.Tags.Split(storedTags));
}
