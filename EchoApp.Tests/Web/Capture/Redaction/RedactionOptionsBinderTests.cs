using EchoApp.Web.Capture.Redaction;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Xunit;

namespace EchoApp.Tests.Web.Capture.Redaction;

public sealed class RedactionOptionsBinderTests
{
    [Fact]
    public void Configure_WithoutSettings_KeepsTheDefaults()
    {
        var options = Bind([]);

        Assert.Contains("X-Api-Key", options.Headers);
        Assert.Contains("password", options.QueryParameters);
        Assert.Contains("password", options.JsonMembers);
        Assert.Contains("password", options.FormFields);
    }

    [Fact]
    public void Configure_WithAList_ReplacesThatListAlone()
    {
        var options = Bind(new() { ["Redaction:Headers"] = "X-Mine, *-Token\t,a*b" });

        Assert.Equal(["X-Mine", "*-Token", "a*b"], options.Headers);
        Assert.Contains("password", options.JsonMembers);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void Configure_WithAnEmptyList_HasNoNames(string list)
    {
        var options = Bind(new() { ["Redaction:JsonMembers"] = list, ["redaction:formfields"] = list });

        Assert.Empty(options.JsonMembers);
        Assert.Empty(options.FormFields);
    }

    [Theory]
    [InlineData("Redaction:Header", "x", "Redaction:Header is no setting; there are FingerprintKey, FormFields, Headers, JsonMembers, QueryParameters.")]
    [InlineData("Redaction:Headers:0", "x", "Redaction:Headers:0 is no setting; Redaction:Headers is one list of names with commas between them.")]
    [InlineData("Redaction:Headers", "a,,b", "Redaction:Headers has an empty name: names have one comma between them.")]
    [InlineData("Redaction:FormFields", "a,", "Redaction:FormFields has an empty name: names have one comma between them.")]
    [InlineData("Redaction:JsonMembers", ",", "Redaction:JsonMembers has an empty name: names have one comma between them.")]
    [InlineData("Redaction:QueryParameters", "a\r\nb", "Redaction:QueryParameters has a name with a control character.")]
    [InlineData("Redaction:QueryParameters", "\n", "Redaction:QueryParameters has a name with a control character.")]
    public void Configure_WithABadSetting_SaysWhichAndWhatIsWrong(string key, string value, string message)
    {
        var exception = Assert.Throws<OptionsValidationException>(() => Bind(new() { [key] = value }));

        Assert.Equal(message, exception.Message);
    }

    private static RedactionOptions Bind(Dictionary<string, string?> settings)
    {
        var options = new RedactionOptions();
        new RedactionOptionsBinder(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()).Configure(options);
        return options;
    }
}
