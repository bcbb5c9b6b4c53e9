namespace EchoApp.Web.Echo.Body;

internal sealed class DecodeLimitException(string message) : Exception(message);
