using EchoApp.Tests.Web.Storage;
using EchoApp.Web.Capture;
using EchoApp.Web.Storage;

namespace EchoApp.Tests.Web.Live;

/// <summary>Requests to be stored that can be shown.</summary>
internal static class LiveSamples
{
    private static readonly byte[] _details = StoredDetails.Write(Samples.Details);

    public static CapturedRequest Request(string target, string bin = "orders")
    {
        var request = Samples.Request(target, BinName.Parse(bin));
        return request with { Record = request.Record with { Details = _details } };
    }
}
