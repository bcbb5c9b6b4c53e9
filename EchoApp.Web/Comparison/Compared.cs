namespace EchoApp.Web.Comparison;

/// <summary>The same thing of both requests.</summary>
internal sealed record Compared<T>(T Left, T Right)
    where T : notnull
{
    public bool Same => EqualityComparer<T>.Default.Equals(Left, Right);
}
