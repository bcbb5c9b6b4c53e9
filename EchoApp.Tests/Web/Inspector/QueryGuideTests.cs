using EchoApp.Web.Inspector.Requests;
using EchoApp.Web.Queries;
using Xunit;

namespace EchoApp.Tests.Web.Inspector;

public sealed class QueryGuideTests
{
    [Fact]
    public void Terms_AllOfThem_AreQueries()
    {
        foreach (var term in QueryGuide.Terms)
        {
            QueryParser.Parse(term.Example, Now);
            foreach (var value in term.Values)
            {
                QueryParser.Parse(QueryGuide.Beginning(term) + value, Now);
            }
        }
    }

    [Fact]
    public void Terms_Together_HaveEveryField() =>
        Assert.Equal(
            QueryFields.Names.Select(name => name == "header.NAME" ? "header.x-github-event" : name.Replace("NAME", "", StringComparison.Ordinal).Replace("POINTER", "", StringComparison.Ordinal)).Order(),
            QueryGuide.Terms.Select(QueryGuide.Beginning).OfType<string>().Select(beginning => beginning.TrimEnd(':', '<', '>', '=')).Order());

    [Fact]
    public void Keys_EachOfThem_HasOneMeaning() => Assert.Distinct(KeyMap.All.SelectMany(entry => entry.Keys));

    private static DateTimeOffset Now => new(2026, 11, 30, 0, 0, 0, TimeSpan.Zero);
}
