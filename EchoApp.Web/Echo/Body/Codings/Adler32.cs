namespace EchoApp.Web.Echo.Body.Codings;

/// <summary>The checksum of zlib (RFC 1950 section 8.2).</summary>
internal struct Adler32()
{
    private const uint Modulus = 65521;

    /// <summary>Bytes after which the sums could exceed 32 bits.</summary>
    private const int Stride = 5552;

    private uint _sum = 1;
    private uint _sumOfSums;

    public readonly uint Value => (_sumOfSums << 16) | _sum;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var now = bytes[..Math.Min(Stride, bytes.Length)];
            foreach (var value in now)
            {
                _sum += value;
                _sumOfSums += _sum;
            }

            _sum %= Modulus;
            _sumOfSums %= Modulus;
            bytes = bytes[now.Length..];
        }
    }
}
