namespace EchoApp.Web.Echo.Body.Codings;

/// <summary>The checksum of gzip (RFC 1952 section 8).</summary>
internal struct Crc32()
{
    private static readonly uint[] _table = [.. Enumerable.Range(0, 256).Select(i => Step((uint)i))];

    private uint _state = uint.MaxValue;

    public readonly uint Value => ~_state;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        var state = _state;
        foreach (var value in bytes)
        {
            state = _table[(byte)(state ^ value)] ^ (state >> 8);
        }

        _state = state;
    }

    private static uint Step(uint value)
    {
        for (var i = 0; i < 8; i++)
        {
            value = (value & 1) == 0 ? value >> 1 : 0xedb88320 ^ (value >> 1);
        }

        return value;
    }
}
