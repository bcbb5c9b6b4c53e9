namespace EchoApp.Web.Capture.Providers;

/// <summary>Who sent a request by what its header fields say; no signature is checked.</summary>
/// <param name="Name">As it calls itself; of a format that many send, that of the format. docs/bins.md lists them.</param>
/// <param name="Event">
/// What it tells of, as sent: the first 200 characters. Null where no field says so, more than one does, or with other characters than those of ASCII that
/// are printed, and where what the field says is a secret.
/// </param>
internal sealed record Provider(string Name, string? Event);
