using Aspire.Hosting;
using EchoApp.Hosting.Pipelines;
using Xunit;
using static EchoApp.Tests.Hosting.Pipelines.FixedSteps;

namespace EchoApp.Tests.Hosting.Pipelines;

public sealed class PipelineGraphTests
{
    [Fact]
    public void Steps_InAnyOrder_ComeAfterWhatTheyDependOn() =>
        Assert.Equal(["c", "b", "a"], Names(new PipelineGraph([Step("a", "b", "c"), Step("b", "c"), Step("c")]).Steps));

    [Fact]
    public void For_AStep_BringsWhatItNeedsAndNothingElse() =>
        Assert.Equal(["c", "b"], Names(new PipelineGraph([Step("a", "b"), Step("b", "c"), Step("c"), Step("d")]).For("b")));

    [Fact]
    public void For_AStepThatComesAfterAnother_BringsThatOnlyWhereSomethingElseNeedsIt()
    {
        var graph = new PipelineGraph([Step("build") with { After = ["check", "no such step"] }, Step("check"), Step("deploy", "build", "check")]);

        Assert.Equal(["build"], Names(graph.For("build")));
        Assert.Equal(["check", "build", "deploy"], Names(graph.For("deploy")));
    }

    [Fact]
    public void For_AStepThatGathers_BringsThoseThatAreRequiredByIt()
    {
        var graph = new PipelineGraph([new("all", "All."), Step("one") with { RequiredBy = ["all"] }, Step("two", "one") with { RequiredBy = ["all"] }]);

        Assert.Equal(["one", "two", "all"], Names(graph.For("all")));
    }

    [Fact]
    public void For_AStepWithoutAnythingToDo_IsRefused() => Assert.Equal(
        "There is nothing for the step 'push' to do: no step of this application belongs to it. 'do diagnostics' lists the steps.",
        Assert.Throws<DistributedApplicationException>(() => new PipelineGraph([new("push", "Pushes.")]).For("push")).Message);

    [Theory]
    [InlineData("publish-compsoe", "There is no pipeline step 'publish-compsoe'. Did you mean 'publish-compose'? 'do diagnostics' lists the steps.")]
    [InlineData("xyz", "There is no pipeline step 'xyz'. 'do diagnostics' lists the steps.")]
    public void For_AnUnknownStep_IsRefusedWithWhatWasMeant(string name, string message) => Assert.Equal(
        message, Assert.Throws<DistributedApplicationException>(() => new PipelineGraph([Step("publish-compose")]).For(name)).Message);

    [Fact]
    public void Steps_InACircle_AreRefusedWithTheCircle() => Assert.Equal(
        "The pipeline steps depend on each other in a circle: 'b' needs 'c' needs 'b'.",
        Assert.Throws<DistributedApplicationException>(() => new PipelineGraph([Step("a", "b"), Step("b", "c"), Step("c", "b")])).Message);

    [Fact]
    public void Steps_OfOneName_AreRefused() => Assert.Equal(
        "There are two pipeline steps named 'a'. Each needs a name of its own.",
        Assert.Throws<DistributedApplicationException>(() => new PipelineGraph([Step("a"), Step("a")])).Message);

    [Fact]
    public void Steps_ThatDependOnAnUnknownOne_AreRefused() => Assert.Equal(
        "The pipeline step 'a' names a step 'biuld', which does not exist. Did you mean 'build'?",
        Assert.Throws<DistributedApplicationException>(() => new PipelineGraph([Step("a", "biuld"), Step("build")])).Message);

    [Fact]
    public void Steps_RequiredByAnUnknownOne_AreRefused() => Assert.Equal(
        "The pipeline step 'a' names a step 'xyz', which does not exist.",
        Assert.Throws<DistributedApplicationException>(() => new PipelineGraph([Step("a") with { RequiredBy = ["xyz"] }])).Message);

    private static IEnumerable<string> Names(IEnumerable<PipelineStep> steps) => steps.Select(step => step.Name);
}
