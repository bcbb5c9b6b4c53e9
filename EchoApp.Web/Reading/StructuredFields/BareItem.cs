using System.Globalization;

namespace EchoApp.Web.Reading.StructuredFields;

/// <summary>A value without its parameters (RFC 9651 section 3.3).</summary>
internal abstract record BareItem
{
    /// <summary>What the specification calls it.</summary>
    public abstract string Type { get; }

    /// <summary>It, for a reader.</summary>
    public abstract string Text { get; }

    /// <summary>Section 3.3.1: at most 15 digits.</summary>
    internal sealed record Integer(long Value) : BareItem
    {
        public override string Type => "Integer";

        public override string Text => Value.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Section 3.3.2: at most 12 digits, and 3 behind the point.</summary>
    internal sealed record Decimal(decimal Value) : BareItem
    {
        public override string Type => "Decimal";

        public override string Text => Value.ToString("0.0##", CultureInfo.InvariantCulture);
    }

    /// <summary>Section 3.3.3: printable ASCII, here without its escapes.</summary>
    internal sealed record String(string Value) : BareItem
    {
        public override string Type => "String";

        public override string Text => $"\"{Value}\"";
    }

    /// <summary>Section 3.3.4.</summary>
    internal sealed record Token(string Value) : BareItem
    {
        public override string Type => "Token";

        public override string Text => Value;
    }

    /// <summary>Section 3.3.5.</summary>
    internal sealed record ByteSequence(ReadOnlyMemory<byte> Value) : BareItem
    {
        private const int MostShown = 64;

        public override string Type => "Byte Sequence";

        /// <summary>How many bytes, and the first 64 of them in lower-case hexadecimal.</summary>
        public override string Text =>
            string.Create(CultureInfo.InvariantCulture, $"{Value.Length} {(Value.Length == 1 ? "byte" : "bytes")}{(Value.IsEmpty ? "" : ": ")}{Convert.ToHexStringLower(Value.Span[..Math.Min(MostShown, Value.Length)])}{(Value.Length > MostShown ? "…" : "")}");
    }

    /// <summary>Section 3.3.6.</summary>
    internal sealed record Boolean(bool Value) : BareItem
    {
        public override string Type => "Boolean";

        public override string Text => Value ? "true" : "false";
    }

    /// <summary>Section 3.3.7: seconds since 1970-01-01T00:00:00Z, leap seconds not counted.</summary>
    internal sealed record Date(long Value) : BareItem
    {
        public override string Type => "Date";

        public override string Text => Value.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Section 3.3.8: any text, here decoded.</summary>
    internal sealed record DisplayString(string Value) : BareItem
    {
        public override string Type => "Display String";

        public override string Text => $"\"{Value}\"";
    }
}
