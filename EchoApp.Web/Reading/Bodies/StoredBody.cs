using System.Text;
using EchoApp.Web.Echo.Body;
using EchoApp.Web.Echo.Body.Charsets;
using EchoApp.Web.Memory;

namespace EchoApp.Web.Reading.Bodies;

/// <summary>What is kept of a body, read again. Its bytes stand until it is disposed of.</summary>
/// <param name="raw">What is kept.</param>
/// <param name="read">What was found in that.</param>
/// <param name="type">What its type says; nothing of content that is still coded.</param>
/// <param name="isCut">Whether there was more than is kept. Of what is redacted it is not always known.</param>
/// <param name="hold">What it is held in.</param>
internal sealed class StoredBody(ReadOnlyMemory<byte> raw, EchoBody read, BodyType type, bool isCut, RequestHold hold) : IDisposable
{
    private readonly BodyContent _received = read.Received;
    private ReadOnlyMemory<byte>? _text;

    public ReadOnlyMemory<byte> Raw { get; } = raw;

    public BodyType Type { get; } = type;

    public bool IsCut { get; } = isCut;

    /// <summary>In the order in which they were applied; none of a body that is kept without them.</summary>
    public IReadOnlyList<string> Codings { get; } = read.Codings;

    /// <summary>What is wrong with it as it is kept, in sentences; null where nothing is.</summary>
    public string? Error { get; } = read.Error;

    /// <summary>Without its codings; null where there are none, or nothing comes out.</summary>
    public BodyContent? Decoded { get; } = read.Decoded is { Kept.IsEmpty: false } decoded ? decoded : null;

    /// <summary>What is to be shown of it.</summary>
    public BodyContent Content => Decoded ?? _received;

    /// <summary>What its text is in, UTF-8 where that is not told or not known.</summary>
    public Charset Charset { get; } = CharsetFinder.Find(type.Charset, new BodyNotes()) ?? Charset.Utf8;

    /// <summary>Its content as text in UTF-8, in which U+FFFD stands for what is not valid.</summary>
    public ReadOnlyMemory<byte> Text => _text ??= Content.Text ?? Encoding.UTF8.GetBytes(Charset.DecodeLossy(Content.Kept.Span, out _));

    public void Dispose() => hold.Dispose();
}
