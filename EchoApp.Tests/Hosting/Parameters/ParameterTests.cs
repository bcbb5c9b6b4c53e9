using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Xunit;

namespace EchoApp.Tests.Hosting.Parameters;

public sealed class ParameterTests
{
    [Theory]
    [InlineData("--Parameters:my-colour=red")]
    [InlineData("--Parameters:my_colour=red")]
    [InlineData("--parameters:MY-COLOUR=red")]
    public void Value_InConfiguration_IsFoundWithHyphenAndUnderscore(string arg)
    {
        var builder = TestBuilder.Create(arg);

        Assert.Equal("red", builder.AddParameter("my-colour").Resource.Value);
        Assert.Equal("red", TestBuilder.Create(arg).AddParameter("my-colour", "blue").Resource.Value);
    }

    [Fact]
    public void Value_Nowhere_IsTheDefaultOrAnError()
    {
        var builder = TestBuilder.Create();

        Assert.Equal("blue", builder.AddParameter("one", "blue").Resource.Value);
        Assert.Equal("asked", builder.AddParameter("two", () => "asked").Resource.Value);
        Assert.Throws<MissingParameterValueException>(() => builder.AddParameter("three").Resource.Value);
    }

    [Fact]
    public void Value_FromAKeyOfItsOwn_IsFoundThere() =>
        Assert.Equal("red", TestBuilder.Create("--My:Key=red").AddParameterFromConfiguration("colour", "My:Key").Resource.Value);

    [Fact]
    public void Value_OfASecretThatWouldBePublished_IsRefused()
    {
        var exception = Assert.Throws<ArgumentException>(() => TestBuilder.Create().AddParameter("word", "hush", publishValueAsDefault: true, secret: true));

        Assert.StartsWith("Parameter 'word' is a secret: its value must not be published.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Value_ThatIsGenerated_IsTheSameWheneverItIsAsked()
    {
        var parameter = TestBuilder.Create().AddParameter("word", new GenerateParameterDefault { MinLength = 22 }, secret: true).Resource;

        Assert.Equal(22, parameter.Value.Length);
        Assert.Equal(parameter.Value, parameter.Value);
        Assert.Equal("{word.value}", parameter.ValueExpression);
    }

    [Fact]
    public void Value_ToBeKeptWithoutUserSecrets_SaysWhatToDo()
    {
        var parameter = TestBuilder.Create().AddParameter("word", new GenerateParameterDefault { MinLength = 22 }, persist: true).Resource;

        var exception = Assert.Throws<DistributedApplicationException>(() => parameter.Value);

        Assert.EndsWith("Set UserSecretsId in its project file.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Generated_WithMinimums_HasThem()
    {
        var generate = new GenerateParameterDefault { MinLength = 5, MinLower = 3, MinUpper = 4, MinNumeric = 5, MinSpecial = 6 };

        var value = generate.GetDefaultValue();

        Assert.Equal(18, value.Length);
        Assert.Equal(3, value.Count(char.IsAsciiLetterLower));
        Assert.Equal(4, value.Count(char.IsAsciiLetterUpper));
        Assert.Equal(5, value.Count(char.IsAsciiDigit));
        Assert.Equal(6, value.Count(c => "-_.{}~()*+!".Contains(c, StringComparison.Ordinal)));
    }

    [Fact]
    public void Generated_WithoutAKind_HasNoneOfIt()
    {
        var value = new GenerateParameterDefault { MinLength = 500, Special = false, Upper = false }.GetDefaultValue();

        Assert.All(value, c => Assert.True(char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)));
        Assert.DoesNotContain('l', value);
    }

    [Fact]
    public void Generated_Twice_Differs() => Assert.NotEqual(
        new GenerateParameterDefault { MinLength = 30 }.GetDefaultValue(), new GenerateParameterDefault { MinLength = 30 }.GetDefaultValue());

    [Fact]
    public void Generated_OfContradictions_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => new GenerateParameterDefault { MinLength = 5, Upper = false, MinUpper = 1 }.GetDefaultValue());
        Assert.Throws<ArgumentException>(
            () => new GenerateParameterDefault { MinLength = 5, Lower = false, Upper = false, Numeric = false, Special = false }.GetDefaultValue());
    }
}
