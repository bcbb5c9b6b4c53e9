using Microsoft.Extensions.Primitives;

namespace EchoApp.Web.Bins.Responses;

/// <summary>Whether values of a request can stand in the head of its answer: the server sends nothing but printable ASCII there.</summary>
internal static class Reflectable
{
    public static bool Are(params ReadOnlySpan<StringValues> values)
    {
        foreach (var value in values)
        {
            if (value.ToString().AsSpan().ContainsAnyExceptInRange(' ', '~'))
            {
                return false;
            }
        }

        return true;
    }
}
