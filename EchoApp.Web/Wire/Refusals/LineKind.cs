namespace EchoApp.Web.Wire.Refusals;

internal enum LineKind
{
    Request,
    Field,

    /// <summary>That of a chunk's size, with its extension.</summary>
    ChunkSize,
}
