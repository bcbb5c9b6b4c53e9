using System.Text.Json;
using System.Text.Json.Serialization;

namespace EchoApp.Testing;

/// <summary>What the API of EchoApp takes and gives.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(AwaitAnswer))]
[JsonSerializable(typeof(NamedBin))]
[JsonSerializable(typeof(Problem))]
internal sealed partial class EchoJson : JsonSerializerContext;
