namespace EchoApp.Web.Bins;

/// <summary>A bin cannot be set to this; the message says why.</summary>
internal sealed class BinSettingsException(string message) : Exception(message);
