using System.Text.Json.Serialization;
using EchoApp.Hosting.Dashboard.Resources;

namespace EchoApp.Hosting.Dashboard;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ResourcesAnswer))]
[JsonSerializable(typeof(ResourcesChange))]
[JsonSerializable(typeof(NamedValue))]
[JsonSerializable(typeof(CommandAnswer))]
internal sealed partial class DashboardJson : JsonSerializerContext;
