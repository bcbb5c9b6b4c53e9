using Aspire.Hosting;

namespace EchoApp.Hosting.Model;

/// <summary>The value of such a variable, to be resolved for the instance that it is given to.</summary>
internal sealed record OtlpValue(OtlpVariable Variable, OtlpProtocol Protocol);
