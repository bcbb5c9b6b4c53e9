namespace EchoApp.Hosting.Pipelines.Progress;

/// <summary>One line of the live list.</summary>
/// <param name="Name">The step.</param>
/// <param name="State">How far it is.</param>
/// <param name="Status">What it last told.</param>
/// <param name="Begun">A timestamp of the clock; 0 before it has started.</param>
/// <param name="Elapsed">How long it took, once it has ended.</param>
internal sealed record StepLine(string Name, StepState State, string Status = "", long Begun = 0, TimeSpan? Elapsed = null);
