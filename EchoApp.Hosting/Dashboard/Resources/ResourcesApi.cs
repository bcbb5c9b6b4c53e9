using EchoApp.Hosting.Dashboard.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace EchoApp.Hosting.Dashboard.Resources;

internal static class ResourcesApi
{
    public static void MapResources(this IEndpointRouteBuilder api)
    {
        var resources = api.MapGroup("/resources");
        resources.MapGet("/", All);
        resources.MapGet("/{id}", One);
        resources.MapGet("/{id}/environment/{name}", Variable);
        resources.MapGet("/{id}/properties/{name}", Property);
    }

    private static JsonHttpResult<ResourcesAnswer> All(DashboardRun run, ResourceDirectory directory, ResourceViews views) => TypedResults.Json(
        new ResourcesAnswer(run.Application, run.Version, run.Id, [.. directory.All().Select(views.Of)]), DashboardJson.Default.ResourcesAnswer);

    private static IResult One(string id, ResourceDirectory directory, ResourceViews views) => directory.Find(id) is [var latest, ..]
        ? TypedResults.Json(views.Of(latest), DashboardJson.Default.ResourceView)
        : directory.Unknown(id);

    private static IResult Variable(string id, string name, ResourceDirectory directory) => directory.Find(id) is not [var latest, ..] ? directory.Unknown(id)
        : latest.Snapshot.EnvironmentVariables.FirstOrDefault(variable => variable.Name == name) is { } variable ? Value(name, variable.Value)
        : new Problem(StatusCodes.Status404NotFound, $"'{id}' has no environment variable '{name}'.");

    private static IResult Property(string id, string name, ResourceDirectory directory) => directory.Find(id) is not [var latest, ..] ? directory.Unknown(id)
        : latest.Snapshot.Properties.FirstOrDefault(property => property.Name == name) is { } property ? Value(name, ResourceViews.Text(property.Value))
        : new Problem(StatusCodes.Status404NotFound, $"'{id}' has no property '{name}'.");

    private static JsonHttpResult<NamedValue> Value(string name, string? value) => TypedResults.Json(new NamedValue(name, value), DashboardJson.Default.NamedValue);
}
