using EchoApp.Web.Storage;

namespace EchoApp.Web.Bins;

/// <summary>A bin to be made.</summary>
internal sealed record NewBin
{
    /// <summary>What it is to be called; null for 128 random bits.</summary>
    public string? Name { get; init; }

    /// <inheritdoc cref="BinSettings.Raw"/>
    public bool Raw { get; init; }

    /// <inheritdoc cref="BinSettings.Response"/>
    public BinResponse? Response { get; init; }

    /// <inheritdoc cref="BinSettings.Script"/>
    public BinScript? Script { get; init; }

    /// <inheritdoc cref="BinSettings.Cors"/>
    public string? Cors { get; init; }

    /// <inheritdoc cref="BinSettings.CloudEvents"/>
    public bool CloudEvents { get; init; }

    /// <inheritdoc cref="BinSettings.Retention"/>
    public BinRetention? Retention { get; init; }

    public BinSettings Settings() => new() { Raw = Raw, Response = Response, Script = Script, Cors = Cors, CloudEvents = CloudEvents, Retention = Retention };
}
