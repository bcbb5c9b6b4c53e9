using EchoApp.Web.Capture;
using EchoApp.Web.Requests;
using EchoApp.Web.Storage;
using RazorSlices;

namespace EchoApp.Web.Inspector.Detail.Headers;

/// <summary>The head of a request: its field lines with what they mean, its trailers, and its bytes.</summary>
internal static class HeadersTab
{
    public static RazorSlice Show(StoredRequest request, CaptureDetails details)
    {
        var receivedAt = request.Record.ReceivedAt;
        return new Inspector_Detail_Headers_Headers
        {
            Model = new(
                FieldRow.Of(HeadLines.Fields(request.Head.Span), receivedAt),
                FieldRow.Of(details.Trailers ?? [], receivedAt),
                HeadLines.Text(request.Head.Span),
                Note(request.Head.Span, details)),
        };
    }

    private static string Note(ReadOnlySpan<byte> head, CaptureDetails details)
    {
        var length = $"{CountText.Of(details.HeadLength)} bytes.";
        return details.HeadIsRebuilt ? $"{length} Put together from what was parsed: in {details.Protocol}, or where no bytes are recorded, there is no head in this form."
            : HeadLines.AreWhole(head) ? length
            : $"{length} Only its beginning is kept.";
    }
}
