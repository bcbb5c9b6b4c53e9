using Aspire.Hosting.ApplicationModel;

namespace EchoApp.Hosting.Parameters;

/// <summary>Where an earlier deployment has left its values.</summary>
internal interface IEarlierParameterValues
{
    string? Find(ParameterResource parameter);
}
