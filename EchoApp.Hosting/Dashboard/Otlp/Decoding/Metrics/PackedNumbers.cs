using System.Buffers.Binary;
using EchoApp.Hosting.Dashboard.Otlp.Wire;

namespace EchoApp.Hosting.Dashboard.Otlp.Decoding.Metrics;

/// <summary>Repeated numbers, which protobuf writes one after the other in one field, or in a field each.</summary>
internal static class PackedNumbers
{
    /// <summary>More than any histogram needs; a bound for what a small message can make of itself.</summary>
    public const int MaxCount = 4096;

    /// <summary>Numbers of 64 bits (fixed64, double).</summary>
    public static void AddFixed(this List<ulong> numbers, WireReader field)
    {
        if (!field.HasBytes)
        {
            Add(numbers, field.Number);
            return;
        }

        if (field.Bytes.Length % sizeof(ulong) != 0)
        {
            throw new PointException("The buckets of a histogram are cut off.");
        }

        for (var rest = field.Bytes; !rest.IsEmpty; rest = rest[sizeof(ulong)..])
        {
            Add(numbers, BinaryPrimitives.ReadUInt64LittleEndian(rest));
        }
    }

    /// <summary>Varints.</summary>
    public static void AddVarints(this List<ulong> numbers, WireReader field)
    {
        if (!field.HasBytes)
        {
            Add(numbers, field.Number);
            return;
        }

        var (value, shift) = (0UL, 0);
        foreach (var part in field.Bytes)
        {
            value |= (ulong)(part & 0x7F) << shift;
            shift += 7;
            if (part < 0x80)
            {
                Add(numbers, value);
                (value, shift) = (0, 0);
            }
        }
    }

    private static void Add(List<ulong> numbers, ulong number)
    {
        if (numbers.Count == MaxCount)
        {
            throw new PointException("A histogram has more than 4096 buckets.");
        }

        numbers.Add(number);
    }
}
