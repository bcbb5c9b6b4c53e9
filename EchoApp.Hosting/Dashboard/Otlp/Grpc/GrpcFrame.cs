using System.Buffers.Binary;

namespace EchoApp.Hosting.Dashboard.Otlp.Grpc;

/// <summary>What comes before a message of gRPC: a byte that says whether it is compressed, and its length, big-endian.</summary>
/// <param name="IsCompressed">By what the header <c>grpc-encoding</c> says.</param>
/// <param name="Length">Bytes of the message.</param>
internal readonly record struct GrpcFrame(bool IsCompressed, uint Length)
{
    public const int Size = 5;

    /// <exception cref="OtlpException">It is cut off, or of another protocol.</exception>
    public static async Task<GrpcFrame> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        var bytes = new byte[Size];
        var read = await body.ReadAtLeastAsync(bytes, Size, throwOnEndOfStream: false, cancellationToken);
        if (read < Size)
        {
            throw OtlpException.Malformed($"The gRPC frame is cut off: {read} bytes came where {Size} bytes and a message were due.");
        }

        return bytes[0] <= 1
            ? new GrpcFrame(bytes[0] == 1, BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(1)))
            : throw OtlpException.Malformed($"The gRPC frame begins with {bytes[0]}, but 0 (not compressed) and 1 (compressed) are all there is.");
    }

    /// <summary>Writes the frame of a message that is not compressed.</summary>
    public void Write(Span<byte> destination)
    {
        destination[0] = IsCompressed ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteUInt32BigEndian(destination[1..], Length);
    }
}
