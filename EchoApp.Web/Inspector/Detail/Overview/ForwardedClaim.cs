using System.Text;
using EchoApp.Web.Echo;
using EchoApp.Web.Wire;

namespace EchoApp.Web.Inspector.Detail.Overview;

/// <summary>What proxies claim in one field line. Nothing of it is believed.</summary>
/// <param name="Field">Its name.</param>
/// <param name="Hops">The members of its list, the first proxy's first.</param>
/// <param name="Fault">What is wrong with it; null where nothing is.</param>
internal sealed record ForwardedClaim(string Field, IReadOnlyList<string> Hops, string? Fault = null)
{
    /// <param name="fields">Name and value of each field line.</param>
    public static IReadOnlyList<ForwardedClaim> Read(IReadOnlyList<string[]> fields) => [.. fields.Where(field => ForwardedWriter.IsForwarding(field[0])).Select(field => Read(field[0], field[1]))];

    private static ForwardedClaim Read(string name, string value)
    {
        if (!name.Equals("Forwarded", StringComparison.OrdinalIgnoreCase))
        {
            return new(name, ForwardedWriter.IsList(name) ? Members(value) : [value]);
        }

        var parser = new ForwardedParser(value);
        var elements = parser.Parse();
        return new(name, [.. elements.Select(element => string.Join(", ", element.Parameters.Select(parameter => $"{parameter.Key} {parameter.Value}")))], parser.Error);
    }

    private static List<string> Members(string value)
    {
        List<string> members = [];
        ReadOnlySpan<byte> rest = Encoding.UTF8.GetBytes(value);
        for (var isUnclosed = false; !rest.IsEmpty;)
        {
            var length = ListMembers.FirstLength(rest, ref isUnclosed);
            if (rest[..length].Trim(" \t"u8) is { IsEmpty: false } member)
            {
                members.Add(Encoding.UTF8.GetString(member));
            }

            rest = rest[Math.Min(length + 1, rest.Length)..];
        }

        return members;
    }
}
