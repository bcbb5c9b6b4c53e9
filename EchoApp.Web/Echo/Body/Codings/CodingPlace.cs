namespace EchoApp.Web.Echo.Body.Codings;

/// <summary>Which of a body's codings is being undone, for what is said of its data.</summary>
/// <param name="coding">Its name.</param>
/// <param name="number">Its place in the order in which the codings were applied, from 1; the last one's data is the body itself.</param>
/// <param name="count">Codings in all.</param>
/// <param name="notes">Where it is said.</param>
internal sealed class CodingPlace(string coding, int number, int count, BodyNotes notes)
{
    private string Name => count == 1 ? $"Content-Encoding {coding}" : $"Content-Encoding {coding} (coding {number} of {count})";

    public void Note(string matter, long position) => notes.Add($"{Name}: {matter} {At(position)}.");

    public UndecodableException Broken(string matter, long position) => new($"{Name}: cannot be decoded: {matter} {At(position)}.");

    public UndecodableException EndsTooEarly(long position) => Broken("the data ends too early,", position);

    public UndecodableException TooLong(string matter) => new($"{Name}: cannot be decoded: {matter}.");

    /// <summary>Says how much comes after the end of the data, if anything does.</summary>
    public async ValueTask EndAsync(BufferedInput input, CancellationToken cancellationToken)
    {
        var position = input.Position;
        var left = await input.DrainAsync(cancellationToken);
        if (left > 0)
        {
            Note($"the data is followed by {left} bytes that are none of it,", position);
        }
    }

    private string At(long position) =>
        $"at byte {position}, counted from 0{(number == count ? "" : $", of what undoing coding {number + 1} gave")}";
}
