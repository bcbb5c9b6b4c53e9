namespace EchoApp.Web.Wire;

/// <summary>A place in a chunked body (RFC 9112 section 7.1).</summary>
internal enum ChunkedPlace
{
    /// <summary>The size of a chunk, in hexadecimal digits.</summary>
    Size,

    /// <summary>What stands behind a size, to the end of its line.</summary>
    Extension,

    Data,

    /// <summary>The line end after a chunk's data.</summary>
    DataEnd,

    /// <summary>After the last chunk.</summary>
    Trailers,

    Ended,
}
