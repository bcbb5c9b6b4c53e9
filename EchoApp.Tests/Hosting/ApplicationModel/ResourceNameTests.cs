using Aspire.Hosting;
using Xunit;

namespace EchoApp.Tests.Hosting.ApplicationModel;

public sealed class ResourceNameTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("Web-2")]
    [InlineData("a123456789012345678901234567890123456789012345678901234567890123")]
    public void Add_WithAName_TakesIt(string name) =>
        Assert.Equal(name, TestBuilder.Create().AddExecutable(name, "job", ".").Resource.Name);

    [Theory]
    [InlineData("", "it is empty.")]
    [InlineData("1web", "it must begin with an ASCII letter.")]
    [InlineData("-web", "it must begin with an ASCII letter.")]
    [InlineData("öl", "it must begin with an ASCII letter.")]
    [InlineData("web_api", "only ASCII letters, digits and hyphens are allowed.")]
    [InlineData("web.api", "only ASCII letters, digits and hyphens are allowed.")]
    [InlineData("web--api", "two hyphens in a row are not allowed.")]
    [InlineData("web-", "it must not end with a hyphen.")]
    [InlineData("a1234567890123456789012345678901234567890123456789012345678901234", "it has 65 characters, at most 64 are allowed.")]
    public void Add_WithAWrongName_SaysWhatIsWrong(string name, string problem)
    {
        var exception = Assert.Throws<ArgumentException>(() => TestBuilder.Create().AddExecutable(name, "job", "."));

        Assert.StartsWith($"'{name}' is not a name for a resource: {problem}", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("web")]
    [InlineData("WEB")]
    public void Add_OfANameThatIsThere_NamesBothKinds(string second)
    {
        var builder = TestBuilder.Create();
        builder.AddExecutable("web", "job", ".");

        var exception = Assert.Throws<DistributedApplicationException>(() => builder.AddParameter(second));

        Assert.Equal(
            $"There are two resources named '{second}': a ExecutableResource and a ParameterResource. Give one of them another name.", exception.Message);
    }

    [Fact]
    public void Build_FreezesTheModel()
    {
        var builder = TestBuilder.Create();
        builder.AddExecutable("one", "job", ".");
        using var application = builder.Build();

        builder.AddExecutable("two", "job", ".");

        var model = (Aspire.Hosting.ApplicationModel.DistributedApplicationModel)application.Services.GetService(
            typeof(Aspire.Hosting.ApplicationModel.DistributedApplicationModel))!;
        Assert.Equal(["one"], model.Resources.Select(resource => resource.Name));
    }
}
