namespace EchoApp.Hosting.Engine.Console;

/// <summary>The terminal: one line at a time, coloured only where somebody looks at it.</summary>
internal sealed class ConsoleOutput(TextWriter output, TextWriter error, bool useColour)
{
    private readonly Lock _gate = new();

    /// <summary>Colour on a terminal, unless NO_COLOR (no-color.org) is set.</summary>
    public static ConsoleOutput Standard { get; } = new(
        System.Console.Out,
        System.Console.Error,
        !System.Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")));

    /// <summary>Whether a line could not be written: whoever read the output is gone, or its disk is full.</summary>
    public bool IsBroken { get; private set; }

    public ConsoleOutput WithoutColour() => new(output, error, useColour: false);

    public void WriteLine(string text) => WriteLine(output, text);

    public void WriteErrorLine(string text) => WriteLine(error, text);

    /// <param name="text">What to colour.</param>
    /// <param name="colour">A number of the ANSI SGR set (ECMA-48 8.3.117), such as 36 for cyan.</param>
    public string Coloured(string text, string colour) => useColour ? $"\e[{colour}m{text}\e[0m" : text;

    private void WriteLine(TextWriter writer, string text)
    {
        lock (_gate)
        {
            try
            {
                writer.WriteLine(text);
            }
            catch (IOException)
            {
                // What runs must not suffer for that.
                IsBroken = true;
            }
        }
    }
}
