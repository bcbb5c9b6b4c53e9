namespace EchoApp.Web.Echo;

/// <summary>A request target taken apart, all still encoded as sent (RFC 9112 section 3.2).</summary>
/// <param name="Path">As sent; <c>*</c> in asterisk-form, empty in authority-form.</param>
/// <param name="Query">Without its question mark; null when there is none.</param>
/// <param name="Authority">In absolute-form and authority-form, else null.</param>
internal readonly record struct RequestTarget(string Path, string? Query, string? Authority)
{
    public static RequestTarget Parse(string target)
    {
        if (target.Length == 0 || target[0] is '/' or '*')
        {
            return FromPath(target, 0, null);
        }

        var scheme = target.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
        {
            return new RequestTarget("", null, target);
        }

        var start = scheme + 3;
        var length = target.AsSpan(start).IndexOfAny('/', '?', '#');
        var end = length < 0 ? target.Length : start + length;
        return FromPath(target, end, target[start..end]);
    }

    private static RequestTarget FromPath(string target, int start, string? authority)
    {
        var query = target.IndexOf('?', start);
        return query < 0
            ? new RequestTarget(start == 0 ? target : target[start..], null, authority)
            : new RequestTarget(target[start..query], target[(query + 1)..], authority);
    }
}
