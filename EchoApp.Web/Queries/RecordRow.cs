using System.Text;
using EchoApp.Web.Storage;

namespace EchoApp.Web.Queries;

/// <summary>A request of which a record is at hand.</summary>
/// <param name="record">What is known of it.</param>
/// <param name="head">What is kept of its head; may be left out where no condition is on it.</param>
/// <param name="bodyHolds">Tells whether a condition on its body holds.</param>
internal sealed class RecordRow(RequestRecord record, ReadOnlyMemory<byte> head, Func<TextCondition, bool> bodyHolds) : IRequestRow
{
    public string Bin => record.Bin.ToString();

    public Guid Id => record.Id;

    public long ReceivedAt => UnixTime.ToMicroseconds(record.ReceivedAt);

    public ReadOnlySpan<byte> Method => Encoding.UTF8.GetBytes(record.Method);

    public ReadOnlySpan<byte> Target => Encoding.UTF8.GetBytes(record.Target);

    public long BodyLength => record.BodyLength;

    public int Status => record.Status;

    public bool IsPinned => record.Marks.IsPinned;

    public string Tags => Storage.Tags.Join(record.Marks.Tags);

    public ReadOnlySpan<byte> Head => head.Span;

    public bool BodyHolds(TextCondition condition) => bodyHolds(condition);
}
