using Aspire.Hosting.ApplicationModel;

namespace EchoApp.Hosting.Parameters;

/// <summary>A default that stands in AppHost.cs.</summary>
internal sealed class ConstantParameterDefault(Func<string> valueGetter) : ParameterDefault
{
    public override string GetDefaultValue() => valueGetter();
}
