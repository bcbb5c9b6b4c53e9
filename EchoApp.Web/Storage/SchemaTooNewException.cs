namespace EchoApp.Web.Storage;

/// <summary>A newer EchoApp has changed the schema to one that this one does not know.</summary>
/// <param name="found">Its version.</param>
/// <param name="known">The newest that is known here.</param>
internal sealed class SchemaTooNewException(long found, int known)
    : Exception($"it was written by a newer EchoApp: its schema is {found}, and this version knows schemas up to {known}");
