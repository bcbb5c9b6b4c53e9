namespace EchoApp.Web.Bins;

/// <summary>Why a request to a bin is not captured: the values of <c>echoapp.reason</c>, beside those of <see cref="Storage.StoreUnavailableException.Kind"/>. Few and fixed.</summary>
internal static class BinRefusal
{
    public const string UnknownBin = "unknown_bin";
    public const string TooMany = "too_many";
    public const string ShortOfMemory = "short_of_memory";
    public const string TooLong = "too_long";
    public const string TooSlow = "too_slow";
    public const string Unreadable = "unreadable";

    /// <summary>Of a body that was not taken in, by the status that it was answered with.</summary>
    /// <returns>Null where it was not answered: its sender is gone.</returns>
    public static string? OfBody(int status) => status switch
    {
        StatusCodes.Status413PayloadTooLarge => TooLong,
        StatusCodes.Status503ServiceUnavailable => ShortOfMemory,
        StatusCodes.Status408RequestTimeout => TooSlow,
        >= StatusCodes.Status400BadRequest => Unreadable,
        _ => null,
    };
}
