namespace EchoApp.Web.Storage;

/// <summary>Answers in turn: "503 twice, then 200". The last one stays.</summary>
internal sealed record BinScript
{
    public required IReadOnlyList<ScriptStep> Steps { get; init; }

    /// <summary>
    /// The header that tells deliveries apart, such as <c>Idempotency-Key</c> or <c>webhook-id</c>: each value goes through the steps by itself. Null where all
    /// requests of the bin go through them together.
    /// </summary>
    public string? PerHeader { get; init; }

    /// <param name="number">The place of the request among those that go through the steps together, from 1.</param>
    public BinResponse At(long number)
    {
        foreach (var step in Steps)
        {
            if (number <= step.Times)
            {
                return step.Response ?? new BinResponse();
            }

            number -= step.Times;
        }

        return Steps[^1].Response ?? new BinResponse();
    }
}
