using System.Text.Json;
using System.Text.Json.Serialization;

namespace EchoApp.Web.Storage;

/// <summary>The stored form of <see cref="BinSettings"/>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(BinSettings))]
internal sealed partial class BinSettingsJson : JsonSerializerContext
{
    public static string Write(BinSettings settings) => JsonSerializer.Serialize(settings, Default.BinSettings);

    public static BinSettings Read(string json) => JsonSerializer.Deserialize(json, Default.BinSettings) ?? new BinSettings();
}
