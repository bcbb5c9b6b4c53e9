using System.Text.Json;

namespace EchoApp.Publishing.Images;

/// <summary>How the code in an image was compiled.</summary>
/// <param name="Name"><c>native-aot</c>, <c>ready-to-run</c>, or <c>il</c>, which is compiled when it runs.</param>
/// <param name="NativeAotObstacle">Why it is not native AOT, as the end of a sentence; empty where the project does not say.</param>
internal sealed record PublishedForm(string Name, string NativeAotObstacle)
{
    /// <summary>The properties to ask MSBuild for: the SDK's, and one that a project may set which chooses its form by what the machine can do.</summary>
    public static IReadOnlyList<string> Properties { get; } = ["PublishAot", "PublishReadyToRun", "NativeAotObstacle"];

    public static PublishedForm Of(JsonElement properties)
    {
        string Value(int property) => properties.TryGetProperty(Properties[property], out var value) ? value.GetString() ?? "" : "";
        bool Is(int property) => string.Equals(Value(property), "true", StringComparison.OrdinalIgnoreCase);
        return new PublishedForm(Is(0) ? "native-aot" : Is(1) ? "ready-to-run" : "il", Value(2));
    }
}
