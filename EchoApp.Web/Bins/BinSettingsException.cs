namespace EchoApp.Web.Bins;

/// <summary>A bin cannot be set to this; the message says why.</summary>
internal sealed class BinSettingsException(string message, string? member = null) : Exception(message)
{
    /// <inheritdoc cref="BinSettingsFault.Member"/>
    public string? Member => member;
}
