namespace EchoApp.Web.Queries;

/// <summary>A piece of a query.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Place">Where it begins, from 0.</param>
/// <param name="Text">Of a term: what stands behind the operator, without quotes. Else as written.</param>
/// <param name="Field">Of a term: what stands before the operator, as written; null for text alone.</param>
/// <param name="Name">Of a field that has one behind its dot, of a member, a form field or a parameter: that, without quotes.</param>
/// <param name="Operator">Of a term.</param>
/// <param name="TextPlace">Where <paramref name="Text"/> begins.</param>
/// <param name="IsQuoted">Whether it stands in quotes, and is nothing but text.</param>
internal readonly record struct Token(TokenKind Kind, int Place, string Text = "", string? Field = null, string? Name = null, string Operator = "", int TextPlace = 0, bool IsQuoted = false)
{
    /// <summary>Whether its text is a regular expression.</summary>
    public bool IsPattern => Operator is "=~" or "!~";
}

internal enum TokenKind
{
    End,
    Open,
    Close,
    And,
    Or,
    Not,
    Term,
}
