namespace EchoApp.Web.Storage.Moving;

/// <summary>A request on its way to another store.</summary>
/// <param name="Position">Its position, which stays.</param>
/// <param name="Request">What it is, with its marks.</param>
internal sealed record MovedRequest(long Position, CapturedRequest Request);
