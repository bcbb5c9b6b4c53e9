namespace EchoApp.Tests.Web.Echo;

/// <summary>Gives bytes in pieces of random lengths, as a network does.</summary>
internal sealed class DribblingStream(byte[] bytes, Random random) : MemoryStream(bytes)
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        base.ReadAsync(buffer[..Math.Min(buffer.Length, random.Next(4) == 0 ? random.Next(1, 9000) : random.Next(1, 40))], cancellationToken);
}
