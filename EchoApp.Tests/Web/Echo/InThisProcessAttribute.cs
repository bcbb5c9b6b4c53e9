using Xunit.v3;

namespace EchoApp.Tests.Web.Echo;

/// <summary>Of tests that look inside of an <see cref="EchoServer"/>, or at more than its two listeners: it runs in this process, whichever EchoApp.Web is tested.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class InThisProcessAttribute : Attribute, ITraitAttribute
{
    public const string Name = "Server";
    public const string Value = "in this process";

    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new(Name, Value)];
}
