using EchoApp.Web.Storage;

namespace EchoApp.Web.Capture;

/// <summary>How a request was answered. What stands for parts of the request stands there unfilled: the request is kept already.</summary>
/// <param name="Response">What the bin was set to answer, with the beginning of its body; null for the echo of the request, and where headers alone were the answer.</param>
/// <param name="Number">The place of the request in the bin's script, from 1; 0 without one.</param>
/// <param name="IsHeadersAlone">Whether it was answered what browsers and senders of events ask before they send.</param>
/// <param name="IsBodyCut">Whether the body goes on.</param>
internal sealed record CapturedAnswer(BinResponse? Response = null, long Number = 0, bool IsHeadersAlone = false, bool IsBodyCut = false)
{
    /// <summary>Characters of a body: each request has them once more.</summary>
    private const int LongestBody = 2048;

    public static CapturedAnswer Echo { get; } = new();

    public static CapturedAnswer Of(BinResponse? response, long number, bool isHeadersAlone)
    {
        if (response?.Body is not { Length: > LongestBody } body)
        {
            return new(response, number, isHeadersAlone);
        }

        // Not between the halves of a character.
        var length = char.IsHighSurrogate(body[LongestBody - 1]) ? LongestBody - 1 : LongestBody;
        return new(response with { Body = body[..length] }, number, IsBodyCut: true);
    }
}
