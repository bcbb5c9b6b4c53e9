using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Model;

namespace EchoApp.Hosting.Publishing.Manifest;

/// <summary>Values as a manifest has them, with placeholders such as <c>{store.bindings.tcp.port}</c>; remembers what they refer to.</summary>
internal sealed class ManifestValues
{
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<FormattedParameter> _formatted = [];

    /// <summary>The resources that values so far refer to.</summary>
    public HashSet<IResource> Referenced { get; } = [];

    /// <summary>Keeps names from being given to something else.</summary>
    public void Know(IEnumerable<IResource> resources) => _names.UnionWith(resources.Select(resource => resource.Name));

    public string Text(object value)
    {
        Referenced.UnionWith(ReferencedValues.Resources(value));
        return value switch
        {
            string text => text,
            ReferenceExpression expression => Fill(expression),
            IManifestExpressionProvider provider => provider.ValueExpression,
            IResourceBuilder<IResource> { Resource: IManifestExpressionProvider provider } => Text(provider),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        };
    }

    /// <summary>The other forms of the parameter, or of all, that have not been taken yet.</summary>
    public IReadOnlyList<FormattedParameter> TakeFormatted(ParameterResource? parameter = null)
    {
        var taken = _formatted.Where(each => parameter is null || each.Parameter == parameter).ToArray();
        _formatted.RemoveAll(taken.Contains);
        return taken;
    }

    private string Fill(ReferenceExpression expression)
    {
        var holes = expression.ManifestExpressions.Select((text, i) =>
            expression.StringFormats[i] is { Length: > 0 } format && Parameter(expression.ValueProviders[i]) is { } parameter
                ? $"{{{NameOf(parameter, format)}.value}}"
                : text);
        return string.Format(CultureInfo.InvariantCulture, expression.Format, [.. holes]);
    }

    private static ParameterResource? Parameter(IValueProvider provider) => provider switch
    {
        ParameterResource parameter => parameter,
        ReferenceExpression { Format: "{0}", ValueProviders: [ParameterResource parameter] } => parameter,
        _ => null,
    };

    private string NameOf(ParameterResource parameter, string format)
    {
        if (_formatted.Find(each => each.Parameter == parameter && each.Format == format) is { } known)
        {
            return known.Name;
        }

        var name = $"{parameter.Name}-{format}-encoded";
        for (var number = 1; !_names.Add(name); number++)
        {
            name = string.Create(CultureInfo.InvariantCulture, $"{parameter.Name}-{format}-encoded-{number}");
        }

        _formatted.Add(new FormattedParameter(name, parameter, format));
        return name;
    }
}
