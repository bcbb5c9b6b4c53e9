namespace EchoApp.AppHost.Store;

/// <param name="Image">The image of PostgreSQL.</param>
/// <param name="Volume">The named volume of its data.</param>
internal sealed record StoreContainer(string Image, string Volume);
