using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Xml.Linq;
using EchoApp.Tests.Images;
using EchoApp.Web.Api;
using EchoApp.Web.OpenApi;
using EchoApp.Web.Wire.Refusals;
using Xunit;

namespace EchoApp.Tests.Web.OpenApi;

public sealed class DocCommentsTests
{
    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Dictionary<string, XElement> _comments = XDocument.Load(Path.Combine(AppContext.BaseDirectory, "EchoApp.Web.xml")).Descendants("member").ToDictionary(member => member.Attribute("name")!.Value);
    private readonly SortedDictionary<string, string> _described = new(StringComparer.Ordinal);
    private readonly HashSet<Type> _seen = [];

    [Fact]
    public async Task File_OfWhatIsJson_HasTheDocComments()
    {
        AddContext(ApiJson.Default);
        AddContext(RefusedJson.Default);
        var comments = JsonSerializer.Serialize(_described, _indented) + "\n";
        var file = Path.Combine(PublishedImage.Root, "EchoApp.Web", "OpenApi", "doc-comments.json");
        if (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken) != comments)
        {
            var right = Path.Combine(PublishedImage.Root, "artifacts", "doc-comments.json");
            await File.WriteAllTextAsync(right, comments, TestContext.Current.CancellationToken);
            Assert.Fail($"Doc comments have changed: cp {right} {file}");
        }
    }

    private void AddContext(JsonSerializerContext context)
    {
        foreach (var root in context.GetType().GetCustomAttributesData().Where(attribute => attribute.AttributeType == typeof(JsonSerializableAttribute)))
        {
            Add((Type)root.ConstructorArguments[0].Value!, context);
        }
    }

    private void Add(Type type, JsonSerializerContext context)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (!_seen.Add(type) || context.GetTypeInfo(type) is not { } json)
        {
            return;
        }

        Describe("T", DocComments.NameOf(type));
        foreach (var property in json.Properties)
        {
            var declared = (PropertyInfo)property.AttributeProvider!;
            Describe("P", $"{DocComments.NameOf(declared.DeclaringType!)}.{declared.Name}");
            Add(property.PropertyType, context);
        }

        if (json.ElementType is { } element)
        {
            Add(element, context);
        }
    }

    private void Describe(string kind, string name)
    {
        if (SummaryOf($"{kind}:{name}") is { } summary)
        {
            _described[name] = string.Join('\n', string.Concat(summary.Nodes().Select(Text)).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        }
    }

    private XElement? SummaryOf(string member)
    {
        var comment = _comments.GetValueOrDefault(member);
        return comment?.Element("inheritdoc")?.Attribute("cref") is { Value: var inherited } ? SummaryOf(inherited) : comment?.Element("summary");
    }

    private static string Text(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement { Name.LocalName: "paramref" } parameter => parameter.Attribute("name")!.Value,
        XElement element when element.Attribute("cref") is { Value: var target } => string.Join('.', target.Split('.')[^(target.StartsWith("T:", StringComparison.Ordinal) ? 1 : 2)..]),
        _ => throw new NotSupportedException($"A doc comment has {node}."),
    };
}
