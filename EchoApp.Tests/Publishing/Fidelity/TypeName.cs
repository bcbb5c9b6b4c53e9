using System.Text.RegularExpressions;

namespace EchoApp.Tests.Publishing.Fidelity;

/// <summary>A type's name as aspire-docker-api.txt writes it: full, without arity, nested types behind a dot.</summary>
internal static partial class TypeName
{
    public static string Of(Type type)
    {
        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        if (type.HasElementType)
        {
            var element = Of(type.GetElementType()!);
            return type.IsArray ? $"{element}[]" : $"ref {element}";
        }

        var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        var name = Arity().Replace(definition.FullName ?? definition.Name, "").Replace('+', '.');
        return type.IsGenericType ? $"{name}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>" : name;
    }

    [GeneratedRegex(@"`\d+")]
    private static partial Regex Arity();
}
