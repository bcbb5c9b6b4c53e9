using System.Text;
using Spectre.Console;

namespace EchoApp.Hosting.Pipelines.Progress;

/// <summary>Writes lines through a console that draws a list, so that neither destroys the other.</summary>
internal sealed class AnsiConsoleWriter(IAnsiConsole console) : TextWriter
{
    public override Encoding Encoding => console.Profile.Encoding;

    public override void WriteLine(string? value) => console.WriteLine(value ?? "");
}
