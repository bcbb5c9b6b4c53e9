namespace EchoApp.Web.Memory;

/// <summary>What one request holds of the budget. All of it is given back at the end of the request, and not before its bytes are used no more.</summary>
internal sealed class RequestHold(RequestMemory memory) : IDisposable
{
    private readonly List<KeptBytes> _kept = new(2);
    private long _taken;
    private long _forAnswer;

    public bool TryTake(long bytes)
    {
        if (bytes > 0 && !memory.Budget.TryTake(bytes))
        {
            return false;
        }

        _taken += bytes;
        return true;
    }

    /// <summary>Takes as much again for the answer: what is kept and cannot be answered is kept for nothing.</summary>
    public bool TryTakeWithAnswer(long bytes)
    {
        if (!TryTake(2 * bytes))
        {
            return false;
        }

        _forAnswer += bytes;
        return true;
    }

    /// <summary>Leaves what was taken for the answer to the answer.</summary>
    public void GiveForAnswer()
    {
        if (_forAnswer > 0)
        {
            memory.Budget.Give(_forAnswer);
            _taken -= _forAnswer;
            _forAnswer = 0;
        }
    }

    /// <summary>Keeps bytes until the end of the request.</summary>
    public KeptBytes Keep()
    {
        var kept = new KeptBytes(this, memory.Kept);
        _kept.Add(kept);
        return kept;
    }

    public void Dispose()
    {
        foreach (var kept in _kept)
        {
            kept.Release();
        }

        _kept.Clear();
        if (_taken > 0)
        {
            memory.Budget.Give(_taken);
            _taken = 0;
            _forAnswer = 0;
        }
    }
}
