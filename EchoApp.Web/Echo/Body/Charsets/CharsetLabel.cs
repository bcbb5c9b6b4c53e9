namespace EchoApp.Web.Echo.Body.Charsets;

/// <summary>What a charset's name stands for, and whether IANA registers that name.</summary>
internal sealed record CharsetLabel(string Charset, int CodePage, bool IsRegistered);
