using Microsoft.Extensions.Options;

namespace EchoApp.Web.Echo;

/// <summary>The one table of paths on the echo listener that are not echoed: those that features registered and configuration leaves on.</summary>
internal sealed class ReservedPrefixes(IEnumerable<ReservedPrefix> prefixes, IOptions<EchoOptions> options)
{
    private readonly ReservedPrefix[] _active =
        [.. prefixes.Where(prefix => options.Value.Prefixes.GetValueOrDefault(prefix.Name, true))];

    public bool Cover(PathString path)
    {
        foreach (var prefix in _active)
        {
            if (path.Value is { } value && prefix.Covers(value))
            {
                return true;
            }
        }

        return false;
    }
}
