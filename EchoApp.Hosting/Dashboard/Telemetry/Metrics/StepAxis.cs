namespace EchoApp.Hosting.Dashboard.Telemetry.Metrics;

/// <summary>Cuts a stretch of time into equal steps; times are seconds since 1970.</summary>
/// <param name="From">Where the first step begins.</param>
/// <param name="Step">Seconds of one step.</param>
/// <param name="Count">How many.</param>
internal sealed record StepAxis(double From, double Step, int Count)
{
    public double To => End(Count - 1);

    /// <summary>The window that ends with the step that is under way.</summary>
    public static StepAxis Until(DateTimeOffset now, double window, int count)
    {
        var step = window / count;
        var to = Math.Ceiling(now.ToUnixTimeMilliseconds() / 1000.0 / step) * step;
        return new StepAxis(to - window, step, count);
    }

    public static double Seconds(DateTime time) => (time - DateTime.UnixEpoch).TotalSeconds;

    public double End(int index) => From + ((index + 1) * Step);

    /// <summary>The step that contains this time; its end belongs to it, its beginning does not. May be outside of the axis.</summary>
    public int IndexOf(double time) => (int)Math.Clamp(Math.Ceiling(((time - From) / Step) - 1e-9) - 1, -1, Count);

    /// <summary>The steps that share time with this stretch, and how many seconds.</summary>
    public IEnumerable<(int Index, double Seconds)> Overlap(double from, double to)
    {
        for (var index = Math.Max(0, IndexOf(from)); index < Count && End(index) - Step < to; index++)
        {
            var seconds = Math.Min(to, End(index)) - Math.Max(from, End(index) - Step);
            if (seconds > 1e-9)
            {
                yield return (index, seconds);
            }
        }
    }
}
