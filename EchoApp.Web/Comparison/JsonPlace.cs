using System.Globalization;
using System.Text;

namespace EchoApp.Web.Comparison;

/// <summary>Where a value stands. It is written as a JSON Pointer (RFC 6901) only when it is wanted: names may be long, and stand before many values.</summary>
internal sealed class JsonPlace
{
    private readonly JsonPlace? _parent;
    private readonly string _token;

    private JsonPlace(JsonPlace? parent, string token)
    {
        _parent = parent;
        _token = token;
        Length = parent is null ? 0 : parent.Length + 1 + token.Length;
    }

    /// <summary>The whole document.</summary>
    public static JsonPlace Root { get; } = new(null, "");

    /// <summary>Characters of the pointer.</summary>
    public int Length { get; }

    public JsonPlace Member(string name) => new(this, name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));

    public JsonPlace Element(int index) => new(this, index.ToString(CultureInfo.InvariantCulture));

    public override string ToString()
    {
        Stack<string> tokens = [];
        for (var place = this; place._parent is { } parent; place = parent)
        {
            tokens.Push(place._token);
        }

        var pointer = new StringBuilder(Length);
        foreach (var token in tokens)
        {
            pointer.Append('/').Append(token);
        }

        return pointer.ToString();
    }
}
