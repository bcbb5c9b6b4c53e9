using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace EchoApp.Tests.Hosting.Dashboard.Telemetry.Api;

/// <summary>How fast who asks must read; Kestrel's own rate at first.</summary>
internal sealed class ResponseRate : IHttpMinResponseDataRateFeature
{
    public MinDataRate? MinDataRate { get; set; } = new KestrelServerLimits().MinResponseDataRate;
}
