using Spectre.Console;
using Spectre.Console.Rendering;

namespace EchoApp.Hosting.Pipelines.Progress;

/// <summary>Draws something again and again, ten times a second, until it is hidden; what was drawn last stays.</summary>
internal sealed class LiveDisplayLoop
{
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(100);

    private readonly TaskCompletionSource _hidden = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _drawing;

    public LiveDisplayLoop(IAnsiConsole console, Func<IRenderable> render, TimeProvider time) => _drawing = console.Live(render()).StartAsync(async live =>
    {
        while (!_hidden.Task.IsCompleted)
        {
            live.UpdateTarget(render());
            await Task.WhenAny(_hidden.Task, Task.Delay(_interval, time));
        }

        live.UpdateTarget(render());
    });

    public Task HideAsync()
    {
        _hidden.TrySetResult();
        return _drawing;
    }
}
