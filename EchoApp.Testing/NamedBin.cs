namespace EchoApp.Testing;

/// <param name="Name">The name of a bin; null for one that is to be made up.</param>
internal sealed record NamedBin(string? Name);
