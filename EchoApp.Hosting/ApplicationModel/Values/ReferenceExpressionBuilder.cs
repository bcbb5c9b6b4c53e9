using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Puts a <see cref="ReferenceExpression"/> together piece by piece.</summary>
public partial class ReferenceExpressionBuilder
{
    private readonly StringBuilder _format;
    private readonly List<IValueProvider> _valueProviders;
    private readonly List<string> _manifestExpressions = [];
    private readonly List<string?> _stringFormats = [];

    public ReferenceExpressionBuilder() : this(0, 0)
    {
    }

    internal ReferenceExpressionBuilder(int literalLength, int formattedCount)
    {
        _format = new StringBuilder(literalLength);
        _valueProviders = new List<IValueProvider>(formattedCount);
    }

    public bool IsEmpty => _format.Length == 0;

    public void AppendLiteral(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _format.Append(value.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
    }

    public void AppendFormatted(string? value) => AppendFormatted(value, format: null);

    public void AppendFormatted(string? value, string? format = null)
    {
        if (value is not null)
        {
            AppendLiteral(StringFormat.Apply(value, format));
        }
    }

    public void AppendFormatted<T>(T valueProvider)
        where T : IValueProvider, IManifestExpressionProvider => Append(valueProvider, valueProvider.ValueExpression, format: null);

    public void AppendFormatted<T>(T valueProvider, string? format)
        where T : IValueProvider, IManifestExpressionProvider => Append(valueProvider, valueProvider.ValueExpression, format);

    public void AppendFormatted(ReferenceExpression valueProvider, string? format) =>
        Append(valueProvider, valueProvider.ValueExpression, format);

    /// <exception cref="ArgumentException">The value is no string, has no value at run time, or cannot be written as a placeholder.</exception>
    public void AppendValueProvider(object valueProvider, string? format = null)
    {
        ArgumentNullException.ThrowIfNull(valueProvider);
        switch (valueProvider)
        {
            case string text:
                AppendFormatted(text, format);
                break;
            case IValueProvider provider when valueProvider is IManifestExpressionProvider expression:
                Append(provider, expression.ValueExpression, format);
                break;
            default:
                throw new ArgumentException(
                    $"A '{valueProvider.GetType()}' cannot stand in an expression: it must be both an IValueProvider and an IManifestExpressionProvider.",
                    nameof(valueProvider));
        }
    }

    /// <summary>Appends an interpolated string, which its handler has written into this builder already, piece by piece.</summary>
    public void Append([InterpolatedStringHandlerArgument("")] in ReferenceExpressionBuilderInterpolatedStringHandler handler) => handler.ThrowIfNotFor(this);

    public ReferenceExpression Build() =>
        new(_format.ToString(), [.. _valueProviders], [.. _manifestExpressions], [.. _stringFormats]);

    private void Append(IValueProvider provider, string manifestExpression, string? format)
    {
        _format.Append(CultureInfo.InvariantCulture, $"{{{_valueProviders.Count}}}");
        _valueProviders.Add(provider);
        _manifestExpressions.Add(manifestExpression);
        _stringFormats.Add(format);
    }
}
