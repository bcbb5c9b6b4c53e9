using EchoApp.Web.Storage;

namespace EchoApp.Web.Bins.Responses;

/// <summary>How a request is going to be answered, once it is stored.</summary>
/// <param name="Status">The status code.</param>
/// <param name="Response">What the bin is set to answer; null for the echo, or for what the headers say alone.</param>
/// <param name="Number">The place of the request in the bin's script, from 1; 0 without one.</param>
/// <param name="HasNoBody">Whether the headers, which are set already, are all of it.</param>
internal sealed record AnswerPlan(int Status, BinResponse? Response = null, long Number = 0, bool HasNoBody = false)
{
    public static AnswerPlan Echo { get; } = new(StatusCodes.Status200OK);
}
