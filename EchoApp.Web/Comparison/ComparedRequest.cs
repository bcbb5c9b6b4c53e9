using EchoApp.Web.Storage;

namespace EchoApp.Web.Comparison;

/// <summary>One of the two.</summary>
internal sealed record ComparedRequest(Guid Id, string Bin, DateTime ReceivedAt)
{
    public static ComparedRequest Of(RequestRecord record) => new(record.Id, record.Bin.ToString(), record.ReceivedAt.UtcDateTime);
}
