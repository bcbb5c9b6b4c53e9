using Spectre.Console;
using Spectre.Console.Rendering;

namespace EchoApp.Tests.Hosting.Pipelines;

/// <summary>A terminal at which somebody has typed something.</summary>
internal sealed class TypedTerminal : IAnsiConsole, IAnsiConsoleInput
{
    private readonly StringWriter _shown = new();
    private readonly Queue<ConsoleKeyInfo> _keys;
    private readonly IAnsiConsole _console;

    public TypedTerminal(string typed)
    {
        _keys = new(typed.Select(key => new ConsoleKeyInfo(key, key == '\n' ? ConsoleKey.Enter : ConsoleKey.A, shift: false, alt: false, control: false)));
        _console = AnsiConsole.Create(new AnsiConsoleSettings { Interactive = InteractionSupport.Yes, Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(_shown) });
    }

    public string Shown => _shown.ToString();

    public Profile Profile => _console.Profile;

    public IAnsiConsoleCursor Cursor => _console.Cursor;

    public IAnsiConsoleInput Input => this;

    public IExclusivityMode ExclusivityMode => _console.ExclusivityMode;

    public RenderPipeline Pipeline => _console.Pipeline;

    public void Clear(bool home) => _console.Clear(home);

    public void Write(IRenderable renderable) => _console.Write(renderable);

    public bool IsKeyAvailable() => _keys.Count > 0;

    public ConsoleKeyInfo? ReadKey(bool intercept) => _keys.Dequeue();

    public Task<ConsoleKeyInfo?> ReadKeyAsync(bool intercept, CancellationToken cancellationToken) => Task.FromResult(ReadKey(intercept));
}
