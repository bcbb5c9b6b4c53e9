namespace EchoApp.Web.Echo;

/// <summary>What the echo keeps and refuses; the configuration section <c>Echo</c>. Sizes are in bytes.</summary>
internal sealed class EchoOptions
{
    public const string Section = "Echo";

    /// <summary>Enough for a body and its answer.</summary>
    public const int LeastMemoryBudget = 1024 * 1024;

    /// <summary>What there is room for of a form or a decoded body, however little is kept of a body.</summary>
    public const int LeastKept = 64 * 1024;

    public const int LargestBodyKept = 16 * 1024 * 1024;

    /// <summary>Whether the bytes of heads are recorded and shown, with what is odd in them. It is set when the listeners are.</summary>
    public bool Wire { get; set; } = true;

    /// <summary>Whether <c>?pretty</c> in the query indents the answer.</summary>
    public bool Pretty { get; set; } = true;

    /// <summary>Whether <c>?raw</c> in the query adds the bytes of the head to the answer.</summary>
    public bool Raw { get; set; } = true;

    /// <summary>How much of a body, and of its decoded form, is shown; 0 to 16 MiB.</summary>
    public int MaxBodyKept { get; set; } = 1024 * 1024;

    /// <summary>A longer body, as it arrives on the wire without chunk framing, is refused with 413.</summary>
    public long MaxBodyLength { get; set; } = 100L * 1024 * 1024;

    /// <summary>Decoding of a compressed body stops when more than this has come out.</summary>
    public long MaxDecodedLength { get; set; } = 100L * 1024 * 1024;

    /// <summary>
    /// Decoding stops when more than this many bytes come out for each byte received. Looked at once more than 1 MiB has
    /// come out, since short repetitive bodies compress a thousandfold.
    /// </summary>
    public int MaxDecodedRatio { get; set; } = 100;

    /// <summary>What requests in flight may hold together; null for a quarter of the memory that there is.</summary>
    public long? MemoryBudget { get; set; }

    /// <summary>
    /// Bytes a second of a body below which it has come too slowly, and is ended with 408; 0 for none. Looked at over the last
    /// <see cref="BodyRateWindow"/>, so that a fast beginning buys no time.
    /// </summary>
    public int MinBodyRate { get; set; } = 240;

    /// <summary>Seconds over which <see cref="MinBodyRate"/> is looked at.</summary>
    public int BodyRateWindow { get; set; } = 10;

    /// <summary>Connections at once, on all listeners together, beyond which new ones are closed; null for as many as there is memory for.</summary>
    public int? MaxConnections { get; set; }

    /// <summary>Whether requests are handled on the threads that watch the sockets: a hop less, but one that takes long holds others up.</summary>
    public bool InlineCompletions { get; set; }

    /// <summary>Reserved prefixes by name, and whether they are on; those not named are on.</summary>
    public Dictionary<string, bool> Prefixes { get; } = new(StringComparer.OrdinalIgnoreCase);
}
