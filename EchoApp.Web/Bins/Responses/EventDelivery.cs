namespace EchoApp.Web.Bins.Responses;

/// <summary>
/// The handshake by which senders of CloudEvents ask whether they may deliver (CloudEvents, HTTP 1.1 Web Hooks for Event Delivery 1.0, section 4).
/// It is granted by headers, not by the status.
/// </summary>
internal static class EventDelivery
{
    private const string RequestOrigin = "WebHook-Request-Origin";
    private const string RequestRate = "WebHook-Request-Rate";

    /// <returns>Whether it is what was asked for.</returns>
    public static bool TryGrant(HttpContext context)
    {
        var request = context.Request;
        if (request.Method != HttpMethods.Options || request.Headers[RequestOrigin].ToString() is not { Length: > 0 } origin
            || !Reflectable.Are(request.Headers[RequestOrigin], request.Headers[RequestRate]))
        {
            return false;
        }

        var response = context.Response.Headers;
        response.Allow = HttpMethods.Post;
        response["WebHook-Allowed-Origin"] = origin;
        if (request.Headers[RequestRate].ToString() is { Length: > 0 } rate)
        {
            response["WebHook-Allowed-Rate"] = rate;
        }

        return true;
    }
}
