using EchoApp.Web.Storage;

namespace EchoApp.Web.Queries;

/// <summary>A request as conditions look at it. What is not asked for need not be read.</summary>
internal interface IRequestRow
{
    string Bin { get; }

    Guid Id { get; }

    /// <summary>As <see cref="UnixTime"/>.</summary>
    long ReceivedAt { get; }

    ReadOnlySpan<byte> Method { get; }

    /// <summary>In UTF-8.</summary>
    ReadOnlySpan<byte> Target { get; }

    long BodyLength { get; }

    int Status { get; }

    bool IsPinned { get; }

    /// <summary>See <see cref="Storage.Tags"/>.</summary>
    string Tags { get; }

    /// <summary>What is kept of the head, as on the wire.</summary>
    ReadOnlySpan<byte> Head { get; }

    /// <summary>What is kept of the body.</summary>
    ReadOnlySpan<byte> Body { get; }

    /// <summary>Whether a condition on what is kept of the body holds, of which that may be known without the bytes.</summary>
    bool BodyHolds(TextCondition condition);

    /// <summary>All of it, its bytes for good.</summary>
    StoredRequest ToStoredRequest();
}
