namespace EchoApp.Web.Echo.Body;

internal sealed class BodyTooLongException(long limit) : Exception($"The body is longer than {limit} bytes.");
