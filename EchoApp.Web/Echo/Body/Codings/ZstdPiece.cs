namespace EchoApp.Web.Echo.Body.Codings;

/// <summary>What of zstd data is being read.</summary>
internal enum ZstdPiece
{
    /// <summary>The beginning of a frame, or one that is skipped.</summary>
    Frame,
    Head,
    Block,
    LastBlock,
    Checksum,
    End,
}
