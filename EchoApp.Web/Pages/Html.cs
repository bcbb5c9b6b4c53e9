namespace EchoApp.Web.Pages;

/// <summary>Markup that is already safe to send. Made from interpolated strings only, whose values are encoded.</summary>
internal sealed record Html(string Markup)
{
    public static Html Empty { get; } = new("");

    public static Html Of(HtmlTemplate template) => new(template.ToString());

    public static Html Join(IEnumerable<Html> parts) => new(string.Concat(parts.Select(part => part.Markup)));

    public override string ToString() => Markup;
}
