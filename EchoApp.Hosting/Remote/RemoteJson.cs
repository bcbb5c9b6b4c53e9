using System.Text.Json.Serialization;

namespace EchoApp.Hosting.Remote;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(RunningAppHost))]
[JsonSerializable(typeof(ConsoleRecord))]
[JsonSerializable(typeof(ProblemDetail))]
[JsonSerializable(typeof(IReadOnlyList<ListedResource>))]
internal sealed partial class RemoteJson : JsonSerializerContext;
