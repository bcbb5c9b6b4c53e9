namespace EchoApp.Hosting.Dashboard.Resources;

/// <summary>What one instance used at one moment.</summary>
/// <param name="Id">The instance.</param>
/// <param name="Time">UTC.</param>
/// <param name="CpuPercent">Of one core, since the sample before: 200 are two cores at work.</param>
/// <param name="MemoryBytes">Resident.</param>
internal sealed record ResourceUsage(string Id, DateTime Time, double CpuPercent, long MemoryBytes);
