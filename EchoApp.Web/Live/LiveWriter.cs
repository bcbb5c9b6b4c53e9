namespace EchoApp.Web.Live;

/// <summary>Writes what readers of one stream are told of a request in another form than <see cref="LiveEntry.Event"/> has.</summary>
/// <returns>The event, with its id, in UTF-8.</returns>
internal delegate Task<ReadOnlyMemory<byte>> LiveWriter(LiveEntry entry);
