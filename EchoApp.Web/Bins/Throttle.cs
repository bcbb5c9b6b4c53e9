namespace EchoApp.Web.Bins;

/// <summary>Lets so many through in each second of the clock. Thread-safe; of two at the turn of a second one may be counted in the other.</summary>
internal sealed class Throttle(int most, TimeProvider time)
{
    private long _second;
    private int _passed;

    public bool TryPass()
    {
        var second = time.GetTimestamp() / time.TimestampFrequency;
        var last = Volatile.Read(ref _second);
        if (second > last && Interlocked.CompareExchange(ref _second, second, last) == last)
        {
            Volatile.Write(ref _passed, 0);
        }

        return Volatile.Read(ref _passed) < most && Interlocked.Increment(ref _passed) <= most;
    }
}
