using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Dashboard.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace EchoApp.Hosting.Dashboard.Resources;

internal static class CommandsApi
{
    public static void MapCommands(this IEndpointRouteBuilder api) => api.MapPost("/resources/{id}/commands/{command}", ExecuteAsync);

    // Not given up when the caller leaves: what has been asked for is asked for. It ends with the dashboard.
    private static async Task<IResult> ExecuteAsync(
        string id, string command, ResourceDirectory directory, ResourceCommandService commands, IHostApplicationLifetime lifetime)
    {
        if (directory.Find(id) is not [var latest, ..])
        {
            return directory.Unknown(id);
        }

        var known = latest.Resource.Annotations.OfType<ResourceCommandAnnotation>().Select(each => each.Name).ToArray();
        if (!known.Contains(command))
        {
            var has = known.Length == 0 ? "none" : string.Join(", ", known.Select(name => $"'{name}'"));
            return new Problem(StatusCodes.Status404NotFound, $"'{id}' has no command '{command}'. It has {has}.");
        }

        var result = await commands.ExecuteCommandAsync(id, command, lifetime.ApplicationStopping);
        return result.Success ? TypedResults.Json(new CommandAnswer(Success: true, Message: null), DashboardJson.Default.CommandAnswer)
            : new Problem(StatusCodes.Status409Conflict, result.ErrorMessage ?? (result.Canceled ? "It was cancelled." : "It failed. The console logs say why."));
    }
}
