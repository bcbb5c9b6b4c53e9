using EchoApp.Web.Capture;
using EchoApp.Web.Reading.Bodies;
using EchoApp.Web.Storage;

namespace EchoApp.Web.Comparison;

/// <summary>The body of one of the two.</summary>
/// <param name="Record">Of which request.</param>
/// <param name="Details">What is known of that.</param>
/// <param name="Body">It, read again.</param>
internal sealed record BodySide(RequestRecord Record, CaptureDetails Details, StoredBody Body)
{
    /// <summary>Without its content codings, as far as they could be undone.</summary>
    public ReadOnlyMemory<byte> Content => Body.Content.Kept;

    public ReadOnlyMemory<byte>? Json => Body.Content.Json;

    /// <summary>In UTF-8; null where it is none. Nothing is text too.</summary>
    public ReadOnlyMemory<byte>? Text => Content.IsEmpty ? Content : Body.Content.Text;
}
