using System.Text.Json;
using System.Text.Json.Nodes;
using EchoApp.Web.Api;
using EchoApp.Web.Capture;
using EchoApp.Web.Pages;
using EchoApp.Web.Storage;

namespace EchoApp.Web.Bins;

/// <summary>What can be done with bins, for the API and the pages alike. What cannot be is answered with the reason.</summary>
internal sealed class BinActions(IStore store, BinDirectory directory, CaptureOptions options, TimeProvider time)
{
    public async Task<(Bin? Bin, ProblemResult? Refusal)> CreateAsync(NewBin input, CancellationToken cancellationToken)
    {
        if (!TryName(input.Name, out var name))
        {
            return Refuse(StatusCodes.Status400BadRequest, $"A bin's name has {BinName.Rule}; without one it gets one that nobody guesses.");
        }

        var bin = new Bin(name, IsDeclared: false, UnixTime.Round(time.GetUtcNow()), input.Settings());
        if (BinSettingsRules.Fault(bin.Settings) is { } fault)
        {
            return Refuse(StatusCodes.Status400BadRequest, fault.Reason);
        }

        try
        {
            return await store.Bins.TryCreateAsync(bin, options.MaxBins, cancellationToken) ? (bin, null) : Refuse(StatusCodes.Status409Conflict, $"There is a bin {name} already.");
        }
        catch (TooManyBinsException exception)
        {
            return Refuse(StatusCodes.Status409Conflict, $"{exception.Message} Delete one, or raise Capture__MaxBins.");
        }
    }

    /// <param name="bin">Its name.</param>
    /// <param name="change">A merge patch (RFC 7396) of its settings.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<(Bin? Bin, ProblemResult? Refusal)> ChangeAsync(string bin, JsonObject change, CancellationToken cancellationToken)
    {
        try
        {
            var beginsScript = change.Any(member => member.Key.Equals(nameof(BinSettings.Script), StringComparison.OrdinalIgnoreCase));
            return await ChangeAsync(bin, settings => Change(settings, change), beginsScript, cancellationToken);
        }
        catch (JsonException exception)
        {
            return (null, JsonInput.Unexpected(exception));
        }
    }

    /// <param name="bin">Its name.</param>
    /// <param name="change">Makes the new settings of the present ones; a <see cref="BinSettingsException"/> says why not.</param>
    /// <param name="beginsScript">Whether the bin's script begins anew with that.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<(Bin? Bin, ProblemResult? Refusal)> ChangeAsync(string bin, Func<BinSettings, BinSettings> change, bool beginsScript, CancellationToken cancellationToken)
    {
        if (!BinName.TryParse(bin, out var name))
        {
            return (null, BinsApi.NotFound(bin));
        }

        try
        {
            return await store.Bins.UpdateAsync(name, settings => Checked(change(settings)), beginsScript, cancellationToken) is { } changed ? (changed, null) : (null, BinsApi.NotFound(bin));
        }
        catch (BinSettingsException exception)
        {
            return Refuse(StatusCodes.Status400BadRequest, exception.Message);
        }
        finally
        {
            directory.Forget(name);
        }
    }

    /// <returns>Why not; null when it is done.</returns>
    public async Task<ProblemResult?> DeleteAsync(string bin, CancellationToken cancellationToken)
    {
        if (!BinName.TryParse(bin, out var name) || await store.Bins.FindAsync(name, cancellationToken) is not { } found)
        {
            return BinsApi.NotFound(bin);
        }

        if (found.IsDeclared)
        {
            return new(
                StatusCodes.Status409Conflict, $"Configuration declares the bin {name}: it would be back at the next start. Take Bins__{name}__… out of it, or delete the bin's requests alone.");
        }

        try
        {
            return await store.Bins.DeleteAsync(name, cancellationToken) ? null : BinsApi.NotFound(bin);
        }
        finally
        {
            directory.Forget(name);
        }
    }

    /// <exception cref="BinSettingsException">They make no sense.</exception>
    private static BinSettings Checked(BinSettings settings) => BinSettingsRules.Fault(settings) is { } fault ? throw new BinSettingsException(fault.Reason, fault.Member) : settings;

    /// <exception cref="JsonException">That are no settings.</exception>
    private static BinSettings Change(BinSettings settings, JsonObject change)
    {
        try
        {
            var current = JsonSerializer.SerializeToNode(settings, JsonAnswers.Json.BinSettings)!.AsObject();
            return MergePatch.Apply(current, change).Deserialize(JsonAnswers.Json.BinSettings) ?? settings;
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            throw new BinSettingsException(JsonInput.UnreadableText);
        }
    }

    private static (Bin? Bin, ProblemResult Refusal) Refuse(int status, string detail) => (null, new ProblemResult(status, detail));

    private static bool TryName(string? text, out BinName name)
    {
        name = text is null ? BinName.NewRandom() : default;
        return text is null || BinName.TryParse(text, out name);
    }
}
