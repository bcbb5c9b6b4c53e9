namespace EchoApp.Web.Capture.Redaction;

/// <summary>Replaces the password before the host of a URL, and values of its query and its fragment.</summary>
internal sealed class UrlRedactor(ParameterRedactor parameters)
{
    private static ReadOnlySpan<byte> UserInfo => "userinfo"u8;

    /// <param name="text">Where it stands.</param>
    /// <param name="url">Where in it: a request target in any form, or a URL.</param>
    /// <param name="place">What it is in.</param>
    /// <param name="header">The header whose value it is; empty for the request target.</param>
    /// <param name="isCut">Whether it goes on beyond its end.</param>
    public void Redact(ref RedactedText text, Piece url, RedactedPlace place, scoped ReadOnlySpan<byte> header, bool isCut)
    {
        var source = text.Source[..url.End];
        var start = AuthorityStart(source, url.Start);
        var authority = source[start..].IndexOfAny("/?#"u8) is >= 0 and var length ? new Piece(start, start + length) : new Piece(start, url.End);
        RedactUserInfo(ref text, authority, place, header, isCut && authority.End == url.End);
        var query = source[authority.End..].IndexOfAny("?#;"u8);
        if (query >= 0)
        {
            parameters.Redact(ref text, new Piece(authority.End + query + 1, url.End), place, header, isCut);
        }
    }

    /// <summary>What has neither a scheme nor a slash at its beginning is an authority whole: the target of CONNECT.</summary>
    private static int AuthorityStart(ReadOnlySpan<byte> source, int start)
    {
        var url = source[start..];
        var end = url.IndexOfAny("/?#"u8);
        return end >= 0 && url[end..].StartsWith("//"u8) ? start + end + 2 : start;
    }

    /// <summary>A user without a password may be a token. Of a cut authority nobody knows whether a password or a port comes after the colon.</summary>
    private static void RedactUserInfo(ref RedactedText text, Piece authority, RedactedPlace place, scoped ReadOnlySpan<byte> header, bool isCut)
    {
        var source = text.Source[authority.Start..authority.End];
        var at = source.LastIndexOf((byte)'@');
        var colon = source[..(at < 0 ? source.Length : at)].IndexOf((byte)':');
        if (at >= 0)
        {
            text.Replace(place, FieldText.NameIn(header, UserInfo), new Piece(authority.Start + colon + 1, authority.Start + at), false);
        }
        else if (isCut && colon >= 0)
        {
            text.Replace(place, FieldText.NameIn(header, UserInfo), new Piece(authority.Start + colon + 1, authority.End), true);
        }
    }
}
