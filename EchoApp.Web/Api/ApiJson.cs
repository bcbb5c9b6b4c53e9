using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using EchoApp.Web.Bins;
using EchoApp.Web.Comparison;
using EchoApp.Web.Requests;
using EchoApp.Web.Storage;
using EchoApp.Web.Waiting;

namespace EchoApp.Web.Api;

/// <summary>What the API takes and gives. Its encoder rules out what would be generated besides metadata.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false, UseStringEnumConverter = true, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(BinView))]
[JsonSerializable(typeof(BinList))]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(NewBin))]
[JsonSerializable(typeof(BinSettings))]
[JsonSerializable(typeof(RequestPage))]
[JsonSerializable(typeof(RequestItem))]
[JsonSerializable(typeof(RequestView))]
[JsonSerializable(typeof(DeletedRequests))]
[JsonSerializable(typeof(DeletedRequestsList))]
[JsonSerializable(typeof(RestoredRequests))]
[JsonSerializable(typeof(RequestMarks))]
[JsonSerializable(typeof(RequestComparison))]
[JsonSerializable(typeof(AwaitedRequests))]
internal sealed partial class ApiJson : JsonSerializerContext;
