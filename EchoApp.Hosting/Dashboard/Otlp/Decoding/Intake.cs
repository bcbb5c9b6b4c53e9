namespace EchoApp.Hosting.Dashboard.Otlp.Decoding;

/// <summary>What one message makes of itself in memory, and what of it is refused.</summary>
/// <param name="room">Bytes that may be made of it, estimated: few bytes on the wire can become many objects.</param>
internal sealed class Intake(long room)
{
    private const int MaxReasons = 4;

    private readonly List<string> _reasons = [];

    public long Rejected { get; private set; }

    /// <summary>Whether something of the current item had to be left out.</summary>
    public bool IsCut { get; private set; }

    public bool IsFull => room <= 0;

    public string Reason => string.Join(" ", _reasons);

    /// <param name="isCut">Whether something of what it is a part of was left out already.</param>
    public void BeginItem(bool isCut = false) => IsCut = isCut;

    public void Cut() => IsCut = true;

    public void Spend(long bytes) => room -= bytes;

    public void Reject(string reason)
    {
        Rejected++;
        if (_reasons.Count < MaxReasons && !_reasons.Contains(reason))
        {
            _reasons.Add(reason);
        }
    }

    /// <summary>Refuses one more because the message as a whole is too much.</summary>
    public void RejectFull() => Reject("The request has too much in it. Send smaller batches.");
}
