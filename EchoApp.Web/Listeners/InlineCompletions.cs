using EchoApp.Web.Echo;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;

namespace EchoApp.Web.Listeners;

/// <summary><see cref="EchoOptions.InlineCompletions"/>, which takes two switches: one of the runtime's sockets, which look once, at their first use, and one of the server.</summary>
internal sealed class InlineCompletions(IOptions<EchoOptions> options) : IConfigureOptions<SocketTransportOptions>
{
    private const string OfTheRuntime = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    public void Configure(SocketTransportOptions transport)
    {
        if (options.Value.InlineCompletions)
        {
            Environment.SetEnvironmentVariable(OfTheRuntime, "1");
            transport.UnsafePreferInlineScheduling = true;
        }
    }
}
