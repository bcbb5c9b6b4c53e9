namespace EchoApp.Hosting.Dashboard.Telemetry.Storage;

/// <summary>What has a place in the order of arrival.</summary>
internal interface ISequenced
{
    /// <summary>From 1 on, of its signal.</summary>
    long Seq { get; }
}
