using System.Buffers;

namespace EchoApp.Web.Capture.Redaction;

/// <summary>
/// Looks for sensitive names inside the value of a parameter that is none itself, once it is decoded: <c>payload=%7B%22password%22…</c> and
/// <c>next=%2F%3Faccess_token%3D…</c>.
/// </summary>
internal sealed class HiddenSecrets(ParameterNames parameters, JsonRedactor json)
{
    /// <summary>How often what is encoded may be encoded again.</summary>
    private const int MaxRounds = 4;

    private static readonly SearchValues<byte> _separators = SearchValues.Create("&;?#"u8);

    /// <param name="value">As sent.</param>
    /// <param name="alsoPlain">Whether JSON counts that is not encoded: that of a form is looked for in the whole body.</param>
    public bool IsIn(ReadOnlySpan<byte> value, bool alsoPlain)
    {
        if (!PercentEncoding.Is(value))
        {
            return alsoPlain && json.IsIn(value);
        }

        var decoded = ArrayPool<byte>.Shared.Rent(value.Length);
        try
        {
            var length = PercentEncoding.Decode(value, decoded);
            for (var round = 1; !IsOpenlyIn(decoded.AsSpan(0, length)); round++)
            {
                if (round == MaxRounds || !PercentEncoding.Is(decoded.AsSpan(0, length)))
                {
                    return false;
                }

                length = PercentEncoding.Decode(decoded.AsSpan(0, length), decoded);
            }

            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(decoded);
        }
    }

    private bool IsOpenlyIn(ReadOnlySpan<byte> text)
    {
        foreach (var range in text.SplitAny(_separators))
        {
            var pair = text[range];
            if (pair.IndexOf((byte)'=') is > 0 and var equals && equals + 1 < pair.Length && parameters.Matches(pair[..equals]))
            {
                return true;
            }
        }

        return json.IsIn(text);
    }
}
