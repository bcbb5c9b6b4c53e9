using System.Text.Json.Nodes;

namespace EchoApp.Web.Api;

/// <summary>JSON merge patch (RFC 7396 section 2): what is there replaces, null removes, what is not there stays.</summary>
internal static class MergePatch
{
    public static JsonObject Apply(JsonObject target, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            target[name] = value switch
            {
                null => null,
                JsonObject inner => Apply(target[name] as JsonObject ?? [], inner.DeepClone().AsObject()),
                _ => value.DeepClone(),
            };
            if (target[name] is null)
            {
                target.Remove(name);
            }
        }

        return target;
    }
}
