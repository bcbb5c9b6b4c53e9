using System.Diagnostics.Metrics;

namespace EchoApp.Web.Telemetry;

/// <summary>A gauge of what the store has to be asked for: now and then, while somebody collects, so that no export waits for it. Where there is no answer, nothing is told.</summary>
internal abstract class PolledGauge : BackgroundService
{
    private const long Unknown = -1;

    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(2);

    private readonly TimeProvider _time;
    private readonly ObservableGauge<long> _gauge;
    private long _value = Unknown;

    /// <param name="meters">Where it is made.</param>
    /// <param name="time">The clock.</param>
    /// <param name="name">Of the metric.</param>
    /// <param name="unit">As UCUM has it.</param>
    /// <param name="description">What it tells, in a sentence.</param>
    protected PolledGauge(IMeterFactory meters, TimeProvider time, string name, string unit, string description)
    {
        _time = time;
        _gauge = meters.CreateOwn().CreateObservableGauge(name, Tell, unit, description);
    }

    /// <returns>The value, 0 or more; null where there is none.</returns>
    protected abstract Task<long?> MeasureAsync(CancellationToken cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_interval, _time);
        try
        {
            do
            {
                Volatile.Write(ref _value, _gauge.Enabled ? await TryMeasureAsync(stoppingToken) : Unknown);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private IEnumerable<Measurement<long>> Tell() => Volatile.Read(ref _value) is not Unknown and var value ? [new(value)] : [];

    private async Task<long> TryMeasureAsync(CancellationToken stoppingToken)
    {
        using var patience = new CancellationTokenSource(_patience, _time);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, patience.Token);
        try
        {
            return await MeasureAsync(deadline.Token).WaitAsync(deadline.Token) ?? Unknown;
        }
        catch (Exception) when (!stoppingToken.IsCancellationRequested)
        {
            // Whatever it is, it is told elsewhere, and no reason to end the process.
            return Unknown;
        }
    }
}
