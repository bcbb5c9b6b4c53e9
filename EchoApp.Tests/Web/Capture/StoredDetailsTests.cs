using System.Text;
using EchoApp.Web.Capture;
using EchoApp.Web.Capture.Providers;
using Xunit;

namespace EchoApp.Tests.Web.Capture;

public sealed class StoredDetailsTests
{
    private const string Old = """
        {"protocol":"HTTP/1.1","scheme":"http","remote":{"address":"127.0.0.1","port":1},"local":{"address":"127.0.0.1","port":2},"connectionId":"c","connectionRequest":1,"headLength":40}
        """;

    [Fact]
    public void Read_OfWhatWasStoredBeforeProvidersWereLookedFor_HasNone() => Assert.Null(StoredDetails.Read(Encoding.UTF8.GetBytes(Old)).Provider);

    [Theory]
    [InlineData("push", "\"provider\":{\"name\":\"GitHub\",\"event\":\"push\"}")]
    [InlineData(null, "\"provider\":{\"name\":\"GitHub\"}")]
    public void Write_OfAProvider_IsReadAsItWas(string? named, string json)
    {
        var details = StoredDetails.Read(Encoding.UTF8.GetBytes(Old)) with { Provider = new Provider("GitHub", named) };

        var stored = StoredDetails.Write(details);

        Assert.Contains(json, Encoding.UTF8.GetString(stored), StringComparison.Ordinal);
        Assert.Equal(details.Provider, StoredDetails.Read(stored).Provider);
    }
}
