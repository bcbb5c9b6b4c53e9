using System.Buffers.Binary;

namespace EchoApp.Hosting.Dashboard.Otlp.Wire;

/// <summary>
/// Walks the fields of one protobuf message without making objects of it. A value of another wire type than the reader of a field expects
/// is 0 or empty, and groups are skipped.
/// </summary>
internal ref struct WireReader(ReadOnlySpan<byte> message)
{
    private const int MaxGroups = 32;
    private const int MaxField = (1 << 29) - 1;

    private ReadOnlySpan<byte> _rest = message;

    /// <summary>The number of the current field.</summary>
    public int Field { get; private set; }

    /// <summary>The value of a varint or of fixed bits; 0 for others.</summary>
    public ulong Number { get; private set; }

    /// <summary>The value of a string, of bytes, of a message or of packed numbers; empty for others.</summary>
    public ReadOnlySpan<byte> Bytes { get; private set; }

    /// <summary>Whether it is <see cref="Bytes"/> that the current field has.</summary>
    public bool HasBytes { get; private set; }

    public readonly double Double => BitConverter.UInt64BitsToDouble(Number);

    /// <summary>A zigzag number (sint32).</summary>
    public readonly int Signed => (int)((uint)Number >> 1) ^ -(int)(Number & 1);

    /// <summary>Moves to the next field.</summary>
    /// <exception cref="OtlpException">The message is cut off or no protobuf.</exception>
    public bool Next() => Next(groups: 0);

    private bool Next(int groups)
    {
        while (!_rest.IsEmpty)
        {
            var tag = Varint();
            var type = (WireType)(tag & 7);
            Field = tag >> 3 is > 0 and <= MaxField
                ? (int)(tag >> 3)
                : throw OtlpException.Malformed("The body is not a protobuf message: a field has an impossible number.");
            Number = 0;
            Bytes = default;
            HasBytes = type == WireType.Bytes;
            switch (type)
            {
                case WireType.Varint:
                    Number = Varint();
                    return true;
                case WireType.Fixed64:
                    Number = BinaryPrimitives.ReadUInt64LittleEndian(Take(8));
                    return true;
                case WireType.Fixed32:
                    Number = BinaryPrimitives.ReadUInt32LittleEndian(Take(4));
                    return true;
                case WireType.Bytes:
                    Bytes = Take(Varint());
                    return true;
                case WireType.StartGroup when groups < MaxGroups:
                    SkipGroup(Field, groups);
                    break;
                case WireType.EndGroup when groups > 0:
                    return false;
                default:
                    throw OtlpException.Malformed($"The body is not a protobuf message: field {Field} has the wire type {(int)type}.");
            }
        }

        return groups == 0 ? false : throw CutOff();
    }

    private void SkipGroup(int field, int groups)
    {
        while (Next(groups + 1))
        {
        }

        if (Field != field)
        {
            throw OtlpException.Malformed("The body is not a protobuf message: a group ends that did not begin.");
        }
    }

    private ulong Varint()
    {
        ulong value = 0;
        for (var index = 0; index < 10; index++)
        {
            if (index == _rest.Length)
            {
                throw CutOff();
            }

            var part = _rest[index];
            value |= (ulong)(part & 0x7F) << (7 * index);
            if (part < 0x80)
            {
                _rest = _rest[(index + 1)..];
                return value;
            }
        }

        throw OtlpException.Malformed("The body is not a protobuf message: a number has more than ten bytes.");
    }

    private ReadOnlySpan<byte> Take(ulong length)
    {
        if (length > (ulong)_rest.Length)
        {
            throw CutOff();
        }

        var taken = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return taken;
    }

    private static OtlpException CutOff() => OtlpException.Malformed("The body is not a whole protobuf message: it ends in the middle of a field.");
}
