using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace EchoApp.Hosting.Dashboard.Pages;

internal static class PagesApi
{
    // Each is the same file; its script looks at the address.
    private static readonly string[] _pages = ["/", "/consolelogs", "/consolelogs/{name}", "/structuredlogs", "/traces", "/traces/{id}", "/metrics"];
    private static readonly string[] _methods = [HttpMethods.Get, HttpMethods.Head];

    public static void MapPages(this IEndpointRouteBuilder endpoints)
    {
        foreach (var page in _pages)
        {
            endpoints.MapMethods(page, _methods, Page);
        }

        endpoints.MapMethods(AssetFiles.Root + "/{**path}", _methods, Asset);
    }

    private static AssetFile Page(AssetFiles files) => files.Page;

    private static IResult Asset(string? path, AssetFiles files) => files.Find(path ?? "") ?? (IResult)TypedResults.StatusCode(StatusCodes.Status404NotFound);
}
