using System.Security.Cryptography;
using System.Text;
using EchoApp.Web.Echo.Body.Charsets;
using EchoApp.Web.Memory;

namespace EchoApp.Web.Echo.Body.Multipart;

/// <summary>Measures parts as they stream by, and keeps the text of fields.</summary>
internal sealed class PartCollector(BodyType type, RequestHold hold, BodyNotes notes, int maxFieldBytes) : IDisposable
{
    public const int MaxParts = NamedValues.MaxCount;

    /// <summary>Bytes of header lines that are shown of all parts together.</summary>
    public const int MaxHeaderBytes = 512 * 1024;

    /// <summary>What a part costs in the answer beside its own bytes: its length, its hash and the names of members.</summary>
    private const int CostOfAny = 256;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly KeptBytes _field = hold.Keep();
    private readonly List<BodyPart> _parts = [];
    private string? _usualCharset;
    private PartHeaders? _headers;
    private PartDisposition? _disposition;
    private long _position;
    private long _length;
    private int _fieldBytesLeft = maxFieldBytes;
    private int _headerBytesLeft = MaxHeaderBytes;

    public int Count => _parts.Count;

    public bool IsFull => _parts.Count == MaxParts || _headerBytesLeft <= 0 || IsShort;

    /// <summary>Whether there is no memory for more.</summary>
    public bool IsShort { get; private set; }

    private bool IsNamed => _disposition is { Name: not null, FileName: null, ExtendedFileName: null };

    /// <summary>Begins a part at this byte of the body.</summary>
    public void Begin(PartHeaders headers, long position)
    {
        (_headers, _position, _length) = (headers, position, 0);
        _field.Clear();
        var disposition = headers["Content-Disposition"];
        _disposition = disposition is null ? null : PartDisposition.Parse(disposition);
        if (_disposition is null && type.IsFormData)
        {
            notes.AddFirst("disposition", $"The part at byte {position}, counted from 0, has {(disposition is null ? "no Content-Disposition" : "a Content-Disposition that cannot be read")}.");
        }

        if (_disposition is { FileName: null, ExtendedFileName: not null } && type.IsFormData)
        {
            notes.AddFirst("filename*", $"The part at byte {position}, counted from 0, has a filename* alone, which form data does not have (RFC 7578 section 4.2): it is a file without a name.");
        }

        if (headers.IsCut)
        {
            notes.AddFirst("headers", $"The part at byte {position}, counted from 0, has more headers than are shown: the limit is {PartHeaders.MaxCount} lines and {PartHeaders.MaxBytes} bytes.");
        }
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        _hash.AppendData(bytes);
        _length += bytes.Length;
        if (IsNamed)
        {
            _field.Append(bytes[..Math.Min(bytes.Length, _fieldBytesLeft - _field.Count)]);
        }
    }

    public void End()
    {
        if (_headers is not { } headers)
        {
            return;
        }

        var partType = headers["Content-Type"];
        var text = IsNamed ? FieldText(partType) : null;
        var kept = text is null ? 0 : _field.Count;
        var cost = CostOfAny + (3L * headers.Bytes) + kept;
        IsShort = !hold.TryTake(2 * cost);
        _fieldBytesLeft -= kept;
        _headerBytesLeft -= headers.Bytes;
        _parts.Add(new BodyPart(_disposition?.Name, FileName(), partType, _length, Convert.ToHexStringLower(_hash.GetHashAndReset()), headers.All)
        {
            Text = text,
            Cost = cost,
        });
        _headers = null;
    }

    /// <summary>All parts, the last one up to where the body broke off.</summary>
    public List<BodyPart> Finish()
    {
        End();
        return _parts;
    }

    public void Dispose() => _hash.Dispose();

    /// <summary>Form data has no <c>filename*</c> (RFC 7578 section 4.2); elsewhere it is the better one (RFC 6266 section 4.3).</summary>
    private string? FileName()
    {
        var extended = type.IsFormData ? null : _disposition?.ExtendedFileName;
        return extended is null ? _disposition?.FileName : ExtendedValue.Decode(extended) ?? _disposition?.FileName ?? extended;
    }

    private string? FieldText(string? partType)
    {
        var cut = _field.Count < _length;
        var fieldType = BodyType.Parse(partType, notes);
        var charset = CharsetFinder.Find(fieldType.Charset ?? _usualCharset, notes) ?? Charset.Utf8;
        var text = charset.Decode(_field.Written, cut, notes, out _);
        if (text is not { } utf8 || BodyText.IndexOfControl(utf8.Span) >= 0)
        {
            notes.AddFirst("binary", $"The part at byte {_position}, counted from 0, has no filename and is no {charset.Name} text: it is among the files.");
            return null;
        }

        if (cut)
        {
            notes.AddFirst("cut", $"Form fields are cut, from the part at byte {_position} on, counted from 0 ({(_field.IsShort ? "memory is short, Echo:MemoryBudget" : "Echo:MaxBodyKept")}).");
        }

        var value = Encoding.UTF8.GetString(utf8.Span);
        if (_disposition?.Name == "_charset_" && type.IsFormData)
        {
            _usualCharset = value;
        }

        return value;
    }
}
