namespace EchoApp.Web.Comparison;

/// <summary>Up to 32 bytes of each side, in lower-case hexadecimal.</summary>
/// <param name="Offset">Of the first, from 0.</param>
/// <param name="Left">Of the left; fewer at its end.</param>
/// <param name="Right">Of the right; fewer at its end.</param>
internal sealed record ByteExcerpt(int Offset, string Left, string Right);
