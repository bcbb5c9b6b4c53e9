namespace EchoApp.Web.Comparison;

internal static class CompactJson
{
    /// <summary>The same value without whitespace between its tokens; every token as sent.</summary>
    /// <param name="json">Valid, in UTF-8.</param>
    public static ReadOnlyMemory<byte> Of(ReadOnlySpan<byte> json)
    {
        var compact = new byte[json.Length];
        var length = 0;
        var isInString = false;
        for (var i = 0; i < json.Length; i++)
        {
            if (isInString && json[i] == '\\')
            {
                compact[length++] = json[i++];
            }
            else if (json[i] == '"')
            {
                isInString = !isInString;
            }
            else if (!isInString && json[i] is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r')
            {
                continue;
            }

            compact[length++] = json[i];
        }

        return compact.AsMemory(0, length);
    }
}
