using System.Text;

namespace EchoApp.Hosting.Projects;

/// <summary>Splits a command line as launchSettings.json holds it: blanks separate, double quotes keep together, \" is a quote.</summary>
internal static class CommandLineText
{
    public static string[] Split(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var (quoted, begun) = (false, false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\\' && i + 1 < text.Length && text[i + 1] == '"')
            {
                word.Append('"');
                begun = true;
                i++;
            }
            else if (c == '"')
            {
                quoted = !quoted;
                begun = true;
            }
            else if (char.IsWhiteSpace(c) && !quoted)
            {
                Finish();
            }
            else
            {
                word.Append(c);
                begun = true;
            }
        }

        Finish();
        return [.. words];

        void Finish()
        {
            if (begun)
            {
                words.Add(word.ToString());
                word.Clear();
                begun = false;
            }
        }
    }
}
