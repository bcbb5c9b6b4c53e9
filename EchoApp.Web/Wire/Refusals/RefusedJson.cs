using System.Text.Json;
using System.Text.Json.Serialization;

namespace EchoApp.Web.Wire.Refusals;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(RefusedReport))]
internal sealed partial class RefusedJson : JsonSerializerContext;
