using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Model;

namespace Aspire.Hosting;

public static class ConnectionStringBuilderExtensions
{
    /// <summary>Adds a connection string put together from endpoints and parameters.</summary>
    public static IResourceBuilder<ConnectionStringResource> AddConnectionString(
        this IDistributedApplicationBuilder builder, string name, ReferenceExpression connectionStringExpression)
    {
        ArgumentNullException.ThrowIfNull(connectionStringExpression);
        var connection = builder.AddResource(new ConnectionStringResource(name, connectionStringExpression))
            .WithAnnotation(new ReferencedValueAnnotation(connectionStringExpression));
        foreach (var resource in ReferencedValues.Resources(connectionStringExpression))
        {
            connection.WithReferenceRelationship(resource);
        }

        return connection;
    }

    public static IResourceBuilder<ConnectionStringResource> AddConnectionString(
        this IDistributedApplicationBuilder builder, string name, Action<ReferenceExpressionBuilder> connectionStringBuilder)
    {
        ArgumentNullException.ThrowIfNull(connectionStringBuilder);
        var expression = new ReferenceExpressionBuilder();
        connectionStringBuilder(expression);
        return builder.AddConnectionString(name, expression.Build());
    }
}
