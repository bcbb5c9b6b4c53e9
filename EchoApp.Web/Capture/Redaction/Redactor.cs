using System.Text;
using EchoApp.Web.Echo.Body;

namespace EchoApp.Web.Capture.Redaction;

/// <summary>
/// Replaces secrets in what came of a request, before anything of it is stored. What is not sensitive stays byte for byte; where it is in doubt
/// what belongs to a secret, more is replaced. Thread-safe.
/// </summary>
internal sealed class Redactor
{
    private readonly Fingerprint _fingerprint;
    private readonly FieldRedactor _fields;
    private readonly UrlRedactor _urls;
    private readonly HeadRedactor _heads;
    private readonly BodyRedactor _bodies;

    public Redactor(RedactionOptions options, Fingerprint fingerprint)
    {
        _fingerprint = fingerprint;
        var json = new JsonRedactor(new NamePatterns(options.JsonMembers));
        _urls = new UrlRedactor(new ParameterRedactor(new NamePatterns(options.QueryParameters), json));
        _fields = new FieldRedactor(new NamePatterns(options.Headers.Concat(RedactionOptions.AlwaysHeaders)), _urls);
        _heads = new HeadRedactor(_fields, _urls);
        _bodies = new BodyRedactor(json, new ParameterRedactor(new NamePatterns(options.FormFields), json), fingerprint);
    }

    /// <param name="head">The request line and the field lines as they came, whole or not.</param>
    /// <param name="isTruncated">Whether there was more.</param>
    /// <param name="found">Where it is added what was replaced.</param>
    /// <returns>The same memory when nothing was.</returns>
    public ReadOnlyMemory<byte> RedactHead(ReadOnlyMemory<byte> head, bool isTruncated, List<Redaction> found)
    {
        var text = new RedactedText(head.Span, _fingerprint, found);
        _heads.Redact(ref text, isTruncated);
        return text.IsChanged ? text.Finish() : head;
    }

    /// <summary>The same for a request target alone; characters beyond ASCII are taken for UTF-8.</summary>
    public string RedactTarget(string target)
    {
        if (!target.AsSpan().ContainsAny("?#;@"))
        {
            return target;
        }

        var text = new RedactedText(Encoding.UTF8.GetBytes(target), _fingerprint, []);
        _urls.Redact(ref text, new Piece(0, text.Source.Length), RedactedPlace.Query, [], false);
        return text.IsChanged ? Encoding.UTF8.GetString(text.Finish().Span) : target;
    }

    /// <summary>Whether something may be replaced in the field of that name, ASCII.</summary>
    public bool HidesField(string name) => _fields.IsSensitive(Encoding.ASCII.GetBytes(name));

    /// <summary>The value of a trailer field.</summary>
    /// <inheritdoc cref="RedactHead"/>
    /// <param name="name">The field's name.</param>
    /// <param name="value">Its value.</param>
    /// <param name="found">Where it is added what was replaced.</param>
    public ReadOnlyMemory<byte> RedactField(ReadOnlySpan<byte> name, ReadOnlyMemory<byte> value, List<Redaction> found)
    {
        name = FieldText.TrimName(name);
        if (!_fields.IsSensitive(name))
        {
            return value;
        }

        var text = new RedactedText(value.Span, _fingerprint, found);
        _fields.Redact(ref text, name, new Piece(0, value.Length), RedactedPlace.Trailer, false);
        return text.IsChanged ? text.Finish() : value;
    }

    /// <summary>What is to be stored of a body, and in which form. Nothing of it is sensitive: what is kept of it as received, the same memory.</summary>
    public RedactedBody RedactBody(EchoBody body, List<Redaction> found) => _bodies.Redact(body, found);
}
