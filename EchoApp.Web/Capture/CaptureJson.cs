using System.Text.Json;
using System.Text.Json.Serialization;

namespace EchoApp.Web.Capture;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, UseStringEnumConverter = true, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(CaptureDetails))]
internal sealed partial class CaptureJson : JsonSerializerContext;
