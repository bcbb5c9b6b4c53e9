namespace EchoApp.Web.Memory;

/// <summary>Requests in flight hold all that they may, and what was asked for cannot be done without more.</summary>
internal sealed class MemoryShortageException() : Exception("Memory for requests is short.");
