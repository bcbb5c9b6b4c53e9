using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Xunit;

namespace EchoApp.Tests.Hosting.ApplicationModel;

public sealed class ReferenceExpressionTests
{
    private readonly IDistributedApplicationBuilder _builder = TestBuilder.Create();

    [Fact]
    public async Task Create_WithHoles_KeepsThemUntilTheyAreAsked()
    {
        var user = _builder.AddParameter("user", "me");
        var password = _builder.AddParameter("pass-word", "s{e}cret", secret: true);

        var expression = ReferenceExpression.Create($"User={user};Password={password}");

        Assert.Equal("User={0};Password={1}", expression.Format);
        Assert.Equal(["{user.value}", "{pass-word.value}"], expression.ManifestExpressions);
        Assert.Equal("User={user.value};Password={pass-word.value}", expression.ValueExpression);
        Assert.Equal("User=me;Password=s{e}cret", await ValueAsync(expression));
    }

    [Fact]
    public async Task Create_WithLiteralBraces_KeepsThem()
    {
        var user = _builder.AddParameter("user", "me");

        var expression = ReferenceExpression.Create($"{{\"user\": \"{user}\"}}");

        Assert.Equal("{\"user\": \"me\"}", await ValueAsync(expression));
        Assert.Equal("{\"user\": \"{user.value}\"}", expression.ValueExpression);
    }

    [Fact]
    public async Task Create_WithAText_PutsItInNow()
    {
        var text = "a {0} b";

        var expression = ReferenceExpression.Create($"<{text}>");

        Assert.Empty(expression.ValueProviders);
        Assert.Equal("<a {0} b>", await ValueAsync(expression));
    }

    [Fact]
    public async Task Create_WithTheUriFormat_EncodesTheValueOnly()
    {
        var password = _builder.AddParameter("password", "a/b c@d");

        var expression = ReferenceExpression.Create($"amqp://me:{password:uri}@host/{"x y":uri}");

        Assert.Equal("amqp://me:a%2Fb%20c%40d@host/x%20y", await ValueAsync(expression));
        Assert.Equal(["uri"], expression.StringFormats);
    }

    [Fact]
    public async Task Create_WithAnUnknownFormat_IsAnError()
    {
        var password = _builder.AddParameter("password", "x");

        await Assert.ThrowsAsync<FormatException>(() => ValueAsync(ReferenceExpression.Create($"{password:base64}")));
    }

    [Fact]
    public async Task Create_WithAnotherExpression_NestsIt()
    {
        var inner = ReferenceExpression.Create($"{_builder.AddParameter("user", "me")}@{{home}}");

        var outer = ReferenceExpression.Create($"to {inner}!");

        Assert.Equal("to me@{home}!", await ValueAsync(outer));
        Assert.Equal("to {user.value}@{home}!", outer.ValueExpression);
        Assert.Equal("to me%40%7Bhome%7D!", await ValueAsync(ReferenceExpression.Create($"to {inner:uri}!")));
    }

    [Fact]
    public async Task Builder_PieceByPiece_GivesTheSameExpression()
    {
        var builder = new ReferenceExpressionBuilder();
        Assert.True(builder.IsEmpty);
        builder.AppendLiteral("Host={x};");
        builder.Append($"User={_builder.AddParameter("user", "me")};");
        builder.AppendFormatted("y z", "uri");
        builder.AppendValueProvider(_builder.AddParameter("tail", "!").Resource);

        Assert.Equal("Host={x};User=me;y%20z!", await ValueAsync(builder.Build()));
        Assert.Throws<ArgumentException>(() => builder.AppendValueProvider(new object()));
    }

    [Fact]
    public async Task Empty_HasAnEmptyValue() => Assert.Equal("", await ValueAsync(ReferenceExpression.Empty));

    private static Task<string?> ValueAsync(ReferenceExpression expression) => expression.GetValueAsync(TestContext.Current.CancellationToken).AsTask();
}
