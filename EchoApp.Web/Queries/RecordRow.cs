using System.Text;
using EchoApp.Web.Storage;

namespace EchoApp.Web.Queries;

/// <summary>A request of which a record is at hand.</summary>
/// <param name="request">What is known of it. Head and body may be left out where no condition is on them.</param>
/// <param name="bodyHolds">Tells whether a condition on its body holds; null where its body tells.</param>
internal sealed class RecordRow(StoredRequest request, Func<TextCondition, bool>? bodyHolds = null) : IRequestRow
{
    private RequestRecord Record => request.Record;

    public string Bin => Record.Bin.ToString();

    public Guid Id => Record.Id;

    public long ReceivedAt => UnixTime.ToMicroseconds(Record.ReceivedAt);

    public ReadOnlySpan<byte> Method => Encoding.UTF8.GetBytes(Record.Method);

    public ReadOnlySpan<byte> Target => Encoding.UTF8.GetBytes(Record.Target);

    public long BodyLength => Record.BodyLength;

    public int Status => Record.Status;

    public bool IsPinned => Record.Marks.IsPinned;

    public string Tags => Storage.Tags.Join(Record.Marks.Tags);

    public ReadOnlySpan<byte> Head => request.Head.Span;

    public ReadOnlySpan<byte> Body => request.Body.Span;

    public bool BodyHolds(TextCondition condition) => bodyHolds?.Invoke(condition) ?? condition.Holds(Body);

    public StoredRequest ToStoredRequest() => request;
}
