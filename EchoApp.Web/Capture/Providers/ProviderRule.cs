namespace EchoApp.Web.Capture.Providers;

/// <summary>What a provider is known by.</summary>
/// <param name="Provider">Its name.</param>
/// <param name="Fields">The header fields that it sends: all of them are there, and not empty.</param>
/// <param name="Event">The field that says what it tells of; null for none.</param>
/// <param name="Start">What another field begins with besides.</param>
internal sealed record ProviderRule(string Provider, string[] Fields, string? Event = null, FieldStart? Start = null);
