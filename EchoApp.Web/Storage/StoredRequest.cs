namespace EchoApp.Web.Storage;

/// <param name="Position">See <see cref="ListedRequest"/>.</param>
/// <param name="Record">What is known of it.</param>
/// <param name="Head">See <see cref="CapturedRequest"/>.</param>
/// <param name="Body">See <see cref="CapturedRequest"/>.</param>
internal sealed record StoredRequest(long Position, RequestRecord Record, ReadOnlyMemory<byte> Head, ReadOnlyMemory<byte> Body);
