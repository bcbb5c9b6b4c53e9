using EchoApp.Web.Bins;

namespace EchoApp.Web.Inspector.Settings;

/// <param name="Bin">The bin as it is.</param>
/// <param name="Form">As its reader has it.</param>
/// <param name="Preview">What callers would get by that.</param>
/// <param name="Fault">Why that is not saved; null where nothing is wrong.</param>
/// <param name="IsChangedMeanwhile">Whether that is because somebody else has changed the settings.</param>
/// <param name="IsSaved">Whether it has just been saved.</param>
/// <param name="DeletionFault">Why the bin has not been deleted; null where nothing is wrong.</param>
internal sealed record SettingsModel(BinView Bin, SettingsForm Form, PreviewModel Preview, string? Fault = null, bool IsChangedMeanwhile = false, bool IsSaved = false, string? DeletionFault = null);
