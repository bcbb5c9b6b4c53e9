using System.Globalization;

namespace EchoApp.Web.Inspector.Detail.Body;

/// <summary>What of a body is looked at.</summary>
/// <param name="Path">Of the page, without what a proxy puts before it.</param>
/// <param name="State">The rest of its address; the view is one of <see cref="BodyViews"/>, any other stands for the best.</param>
/// <param name="At">Where it begins: a byte from 0, of a form or of parts the place from 0.</param>
internal sealed record BodyViewing(string Path, DetailState State, long At)
{
    public const string PlaceName = "at";

    /// <summary>The address of a view, from its beginning.</summary>
    public string PathOf(string view) => Path + Query(view).ToUriComponent();

    /// <summary>The address of a place in a view.</summary>
    public string PathOf(string view, long at) => Path + Query(view).Add(PlaceName, at.ToString(CultureInfo.InvariantCulture)).ToUriComponent();

    private QueryString Query(string view) => (State with { View = view }).ToQuery();
}
