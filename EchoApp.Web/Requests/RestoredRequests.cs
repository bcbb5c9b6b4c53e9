using System.Text.Json.Serialization;

namespace EchoApp.Web.Requests;

/// <param name="Restored">How many requests are there again.</param>
/// <param name="Gone">How many have been deleted for good since; not there where none has.</param>
internal sealed record RestoredRequests(long Restored, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] long Gone = 0);
