using EchoApp.Web.Wire;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace EchoApp.Web.Echo;

/// <summary>How much the server takes of a request and buffers of a connection, and how it reads fields, so that the echo gets to see what was sent.</summary>
internal sealed class ServerLimits : IConfigureOptions<KestrelServerOptions>, IConfigureOptions<SocketTransportOptions>
{
    /// <summary>What is buffered of a connection's bytes before they are looked at, and of an answer that is not read.</summary>
    private const int ReadBuffer = 64 * 1024;
    private const int WriteBuffer = 16 * 1024;

    public void Configure(KestrelServerOptions options)
    {
        // Room for what the usual limits would refuse unseen.
        options.Limits.MaxRequestLineSize = 16 * 1024;
        options.Limits.MaxRequestHeadersTotalSize = 64 * 1024;
        options.Limits.MaxRequestHeaderCount = 1000;
        options.Limits.MaxResponseBufferSize = WriteBuffer;

        // The echo looks at windows of time; this would be an average since the beginning.
        options.Limits.MinRequestBodyDataRate = null;

        // The target's authority is what counts (RFC 9112 section 3.2.2); that Host is another is shown, not refused.
        options.AllowHostHeaderOverride = true;

        // With an encoding of ours Content-Length would be read as text, by a parser that takes more than digits.
        options.RequestHeaderEncodingSelector =
            name => name.Equals(HeaderNames.ContentLength, StringComparison.OrdinalIgnoreCase) ? null! : FieldEncoding.Instance;
    }

    public void Configure(SocketTransportOptions options)
    {
        options.MaxReadBufferSize = ReadBuffer;
        options.MaxWriteBufferSize = WriteBuffer;
    }
}
