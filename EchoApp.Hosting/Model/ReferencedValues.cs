using Aspire.Hosting.ApplicationModel;

namespace EchoApp.Hosting.Model;

/// <summary>What a value is made of, down to the endpoints, parameters and resources in it.</summary>
internal static class ReferencedValues
{
    public static IEnumerable<object> All(object value)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var pending = new Stack<object>([value]);
        while (pending.TryPop(out var next))
        {
            if (!seen.Add(next))
            {
                continue;
            }

            yield return next;
            foreach (var reference in next is IValueWithReferences { References: { } references } ? references : [])
            {
                pending.Push(reference);
            }
        }
    }

    public static IEnumerable<IResource> Resources(object value) => All(value).OfType<IResource>();
}
