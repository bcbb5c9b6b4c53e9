using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace EchoApp.Tests.Publishing.Fidelity;

/// <summary>
/// Writes an assembly's public API as one line a member, in the format of aspire-docker-api.txt: kind, full names, base types, parameter names, defaults,
/// constraints. Two assemblies that declare the same give the same lines.
/// </summary>
internal static class PublicApi
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IReadOnlyList<string> Lines(Assembly assembly, string namespacePrefix) =>
    [
        .. assembly.GetExportedTypes()
            .Where(type => type.Namespace is { } name && name.StartsWith(namespacePrefix, StringComparison.Ordinal))
            .SelectMany(type => Members(type).Prepend(Header(type)))
            .Order(StringComparer.Ordinal),
    ];

    private static string Header(Type type) => $"{KindOf(type)} {TypeName.Of(type)}{BasesOf(type)}{Constraints(type.GetGenericArguments())}";

    private static string BasesOf(Type type)
    {
        var bases = type.GetInterfaces().Where(each => each.IsPublic).Prepend(type.BaseType).OfType<Type>().Where(each => each != typeof(object)).ToArray();
        return bases.Length > 0 ? $" : {string.Join(", ", bases.Select(TypeName.Of))}" : "";
    }

    private static string KindOf(Type type)
    {
        if (type.IsEnum)
        {
            return "enum";
        }

        if (type.IsInterface)
        {
            return "interface";
        }

        if (type.IsValueType)
        {
            return "struct";
        }

        return type.BaseType == typeof(MulticastDelegate) ? "delegate" : type is { IsAbstract: true, IsSealed: true } ? "static class" : "class";
    }

    private static IEnumerable<string> Members(Type type)
    {
        var owner = TypeName.Of(type);
        return type.IsEnum
            ? type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(value => $"{owner}.{value.Name} = {value.GetRawConstantValue()}")
            : type.GetConstructors(Declared).Where(IsVisible).Select(constructor => $"{owner}.{Modifiers(constructor)}ctor({Parameters(constructor.GetParameters())})")
                .Concat(type.GetMethods(Declared).Where(IsVisible).Where(IsOrdinary).Select(method => $"{owner}.{Modifiers(method)}{Method(method)}"))
                .Concat(type.GetProperties(Declared).Where(property => property.GetAccessors(nonPublic: true).Any(IsVisible)).Select(property => $"{owner}.{Property(property)}"))
                .Concat(type.GetFields(Declared).Where(field => field.IsPublic || field.IsFamily).Select(field => $"{owner}.{field.Name} : {TypeName.Of(field.FieldType)}"))
                .Concat(type.GetEvents(Declared).Where(each => IsVisible(each.AddMethod!)).Select(each => $"{owner}.{each.Name} : event {TypeName.Of(each.EventHandlerType!)}"));
    }

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Modifiers(MethodBase method) => (method.IsPublic ? "" : "protected ") + (method.IsStatic ? "static " : "");

    // Neither accessors and operators, nor what the compiler adds under names with angle brackets.
    private static bool IsOrdinary(MethodInfo method) => !method.IsSpecialName && !method.Name.Contains('<', StringComparison.Ordinal);

    private static string Method(MethodInfo method)
    {
        var arguments = method.IsGenericMethodDefinition ? method.GetGenericArguments() : [];
        var generic = arguments.Length > 0 ? $"<{string.Join(", ", arguments.Select(argument => argument.Name))}>" : "";
        return $"{method.Name}{generic}({Parameters(method.GetParameters())}) : {TypeName.Of(method.ReturnType)}{Constraints(arguments)}";
    }

    private static string Property(PropertyInfo property)
    {
        var index = property.GetIndexParameters();
        var brackets = index.Length > 0 ? $"[{string.Join(", ", index.Select(parameter => TypeName.Of(parameter.ParameterType)))}]" : "";
        var get = property.GetMethod is { IsPublic: true } ? " get;" : "";
        var set = property.SetMethod is { IsPublic: true } setter ? IsInit(setter) ? " init;" : " set;" : "";
        var modifiers = Modifiers(property.GetMethod ?? property.SetMethod!);
        return $"{modifiers}{property.Name}{brackets} : {TypeName.Of(property.PropertyType)} {{{get}{set} }}";
    }

    private static bool IsInit(MethodInfo setter) => setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static string Parameters(ParameterInfo[] parameters) => string.Join(", ", parameters.Select(parameter =>
    {
        var value = parameter.HasDefaultValue
            ? $" = {Convert.ToString(parameter.RawDefaultValue ?? "null", CultureInfo.InvariantCulture)}"
            : "";
        return $"{TypeName.Of(parameter.ParameterType)} {parameter.Name}{value}";
    }));

    private static string Constraints(Type[] arguments) => string.Concat(arguments
        .Where(argument => argument.IsGenericParameter)
        .Select(argument => (argument.Name, Types: argument.GetGenericParameterConstraints()))
        .Where(argument => argument.Types.Length > 0)
        .Select(argument => $" where {argument.Name} : {string.Join(", ", argument.Types.Select(TypeName.Of).Order(StringComparer.Ordinal))}"));
}
