namespace EchoApp.Web.Inspector.Settings;

/// <summary>A form was filled in for settings that are not those of the bin any longer.</summary>
internal sealed class SettingsChangedException : Exception
{
    public override string Message => "Somebody has changed these settings since you began. Nothing is saved; what you have typed is still here. Save again to put it in their place.";
}
