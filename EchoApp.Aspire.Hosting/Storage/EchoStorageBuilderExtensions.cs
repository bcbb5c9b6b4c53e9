using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting;

namespace Aspire.Hosting;

/// <summary>The database of an EchoApp, in the place of its own file.</summary>
public static class EchoStorageBuilderExtensions
{
    /// <summary>Keeps the data in a PostgreSQL database, which is waited for. What fingerprints of secrets are keyed with is made and stays, as <c>{name}-fingerprint-key</c>.</summary>
    /// <param name="builder">The EchoApp.</param>
    /// <param name="database">What has the connection string of the database.</param>
    /// <returns>The EchoApp.</returns>
    public static IResourceBuilder<EchoResource> WithStorage(this IResourceBuilder<EchoResource> builder, IResourceBuilder<IResourceWithConnectionString> database)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(database);
        return builder
            .WithEnvironment("ConnectionStrings__store", database)
            .WithEnvironment("Redaction__FingerprintKey", GeneratedSecret.Create(builder.ApplicationBuilder, $"{builder.Resource.Name}-fingerprint-key"))
            .WithReferenceRelationship(database)
            .WaitFor(database);
    }
}
