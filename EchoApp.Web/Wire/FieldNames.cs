using System.Buffers;

namespace EchoApp.Web.Wire;

/// <summary>Names of fields, which are tokens (RFC 9110 sections 5.1 and 5.6.2).</summary>
internal static class FieldNames
{
    private static readonly SearchValues<byte> _token = SearchValues.Create("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"u8);

    /// <summary>Whether it is no token.</summary>
    public static bool IsOdd(ReadOnlySpan<byte> name) => name.IsEmpty || name.ContainsAnyExcept(_token);
}
