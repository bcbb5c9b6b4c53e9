namespace EchoApp.Web.Wire;

/// <summary>Where the members of a list end: at commas that are not within quotes (RFC 9110 sections 5.6.1 and 5.6.4).</summary>
internal static class ListMembers
{
    /// <summary>Length of the first member, up to its comma or the end. A quote that is not closed is none.</summary>
    /// <param name="list">What is left of the list.</param>
    /// <param name="isUnclosed">
    /// Whether a quote was found that is not closed, and with it none after it: kept from member to member, lest each look for its end anew.
    /// </param>
    public static int FirstLength(ReadOnlySpan<byte> list, ref bool isUnclosed)
    {
        for (var i = 0; i < list.Length; i++)
        {
            switch (list[i])
            {
                case (byte)',':
                    return i;
                case (byte)'"' when !isUnclosed:
                    var end = ClosingQuote(list, i);
                    isUnclosed = end == 0;
                    i = Math.Max(i, end);
                    break;
            }
        }

        return list.Length;
    }

    /// <returns>0 when there is none.</returns>
    private static int ClosingQuote(ReadOnlySpan<byte> list, int opening)
    {
        for (var i = opening + 1; i < list.Length; i++)
        {
            switch (list[i])
            {
                case (byte)'"':
                    return i;
                case (byte)'\\':
                    i++;
                    break;
            }
        }

        return 0;
    }
}
