using Aspire.Hosting.Pipelines;

namespace EchoApp.Publishing.Deployment;

/// <summary>
/// Aspire's deployment state, in the home directory, without the values of parameters: it would keep them in clear text, readable for everybody, and give
/// them back to later runs that were told otherwise. What a deployment is given stands in its environment file, which is its owner's alone.
/// </summary>
internal sealed class StateWithoutParameters(IDeploymentStateManager aspire) : IDeploymentStateManager
{
    // Of a section that is a value and has no members: the values of parameters are, whatever they are called.
    private const string Value = "";

    public string? StateFilePath => aspire.StateFilePath;

    public Task<DeploymentStateSection> AcquireSectionAsync(string sectionName, CancellationToken cancellationToken = default) => aspire.AcquireSectionAsync(sectionName, cancellationToken);

    public Task SaveSectionAsync(DeploymentStateSection section, CancellationToken cancellationToken = default) =>
        section.Data.ContainsKey(Value) ? Task.CompletedTask : aspire.SaveSectionAsync(section, cancellationToken);

    public Task DeleteSectionAsync(DeploymentStateSection section, CancellationToken cancellationToken = default) => aspire.DeleteSectionAsync(section, cancellationToken);

    public Task ClearAllStateAsync(CancellationToken cancellationToken = default) => aspire.ClearAllStateAsync(cancellationToken);
}
