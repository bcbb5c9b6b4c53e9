using EchoApp.Tests.Web.Storage;
using EchoApp.Web.Capture;
using EchoApp.Web.Storage;

namespace EchoApp.Tests.Web.Live;

/// <summary>Requests to be stored that can be shown.</summary>
internal static class LiveSamples
{
    private static readonly byte[] _details = StoredDetails.Write(new CaptureDetails
    {
        Protocol = "HTTP/1.1",
        Scheme = "http",
        Remote = new SocketEnd("127.0.0.1", 1),
        Local = new SocketEnd("127.0.0.1", 2),
        ConnectionId = "c",
        ConnectionRequest = 1,
        HeadLength = 40,
    });

    public static CapturedRequest Request(string target, string bin = "orders")
    {
        var request = Samples.Request(target, BinName.Parse(bin));
        return request with { Record = request.Record with { Details = _details } };
    }
}
