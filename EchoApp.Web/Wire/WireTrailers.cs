namespace EchoApp.Web.Wire;

/// <summary>The trailer section of a chunked body (RFC 9112 section 7.1.2), with the empty line that ends it.</summary>
internal sealed class WireTrailers : FieldSection
{
    /// <summary>Finds the lines once all have come.</summary>
    /// <exception cref="BadHttpRequestException">A name has characters that names may not have.</exception>
    public void End()
    {
        FindLines(0);
        if (HasOddName)
        {
            throw Framing.OddName();
        }
    }
}
