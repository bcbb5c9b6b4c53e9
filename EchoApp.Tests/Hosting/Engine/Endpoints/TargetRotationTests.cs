using EchoApp.Hosting.Engine.Endpoints;
using Xunit;

namespace EchoApp.Tests.Hosting.Engine.Endpoints;

public sealed class TargetRotationTests
{
    private readonly TargetRotation _rotation = new();
    private readonly HashSet<int> _ready = [1, 2, 3];

    [Fact]
    public void Next_OfSeveral_BeginsWithEachInTurnAndNamesAll()
    {
        AddAll();

        Assert.Equal(["123", "231", "312", "123"], Turns(4));
    }

    [Fact]
    public void Next_WithSomeThatAreNotReady_PutsThemLastAndSharesEvenlyAmongTheOthers()
    {
        AddAll();
        _ready.Remove(2);

        Assert.Equal(["132", "312", "132", "312"], Turns(4));
    }

    [Fact]
    public void Next_WithNoneThatIsReady_NamesThemAllTheSame()
    {
        AddAll();
        _ready.Clear();

        Assert.Equal(["123", "231"], Turns(2));
    }

    [Fact]
    public void Next_AfterOneHasLeft_NamesTheOthers()
    {
        var targets = AddAll();

        _rotation.Remove(targets[1]);

        Assert.False(_rotation.Contains(targets[1]));
        Assert.Equal(["13", "31"], Turns(2));
    }

    [Fact]
    public void Next_OfNone_IsEmpty() => Assert.Equal([""], Turns(1));

    private ProxyTarget[] AddAll()
    {
        ProxyTarget[] targets = [.. Enumerable.Range(1, 3).Select(port => new ProxyTarget(port, () => _ready.Contains(port)))];
        Array.ForEach(targets, _rotation.Add);
        return targets;
    }

    private string[] Turns(int count) => [.. Enumerable.Range(0, count).Select(_ => string.Concat(_rotation.Next().Select(target => target.Port)))];
}
