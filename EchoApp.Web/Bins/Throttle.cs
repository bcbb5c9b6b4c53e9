namespace EchoApp.Web.Bins;

/// <summary>Lets so many through in each second of the clock. Thread-safe; of two at the turn of a second one may be counted in the other.</summary>
internal sealed class Throttle(int most, TimeProvider time)
{
    private long _second;
    private int _passed;

    public bool TryPass()
    {
        var second = time.GetTimestamp() / time.TimestampFrequency;
        if (Interlocked.Exchange(ref _second, second) != second)
        {
            Volatile.Write(ref _passed, 0);
        }

        return Volatile.Read(ref _passed) < most && Interlocked.Increment(ref _passed) <= most;
    }
}
