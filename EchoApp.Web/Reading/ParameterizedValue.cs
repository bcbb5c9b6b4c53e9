namespace EchoApp.Web.Reading;

/// <summary>A value with its parameters (RFC 9110 section 5.6.6), as in <c>text/html; charset=utf-8</c>.</summary>
/// <param name="Value">What stands before them.</param>
/// <param name="Parameters">As sent, in order, values without their quotes. One without an equals sign has an empty value.</param>
internal sealed record ParameterizedValue(string Value, IReadOnlyList<(string Name, string Value)> Parameters)
{
    public static ParameterizedValue Parse(string text)
    {
        var pieces = QuotedText.Split(text, ';');
        return new(pieces[0], [.. pieces.Skip(1).Where(piece => piece is not "").Select(Parameter)]);
    }

    /// <returns>Nothing without parameters: the value shows itself.</returns>
    public IReadOnlyList<Meaning> Describe(string what) =>
        Parameters is [] ? [] : [new(what, Value), .. Parameters.Select(parameter => new Meaning(parameter.Name, parameter.Value))];

    private static (string Name, string Value) Parameter(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (text, "") : (text[..equals].Trim(' ', '\t'), QuotedText.Unquote(text[(equals + 1)..].Trim(' ', '\t')));
    }
}
