namespace Aspire.Hosting.ApplicationModel;

/// <summary>Something that can be written as a placeholder, such as <c>{store.bindings.tcp.port}</c>.</summary>
public interface IManifestExpressionProvider
{
    string ValueExpression { get; }
}
