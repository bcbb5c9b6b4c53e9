using System.Globalization;
using EchoApp.Hosting.Dashboard.Pages;
using EchoApp.Hosting.Dashboard.Resources;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace EchoApp.Hosting.Dashboard.ConsoleLogs;

/// <summary>Lines as NDJSON: one object of JSON a line.</summary>
internal static class ConsoleApi
{
    public const int BatchSize = 2_000;

    public static void MapConsole(this IEndpointRouteBuilder api) => api.MapGet("/console", Read);

    private static IResult Read(HttpContext context, ResourceDirectory directory)
    {
        var query = context.Request.Query;
        string[] names = [.. query["resource"].OfType<string>().Where(name => name.Length > 0)];
        return names.FirstOrDefault(name => !directory.Knows(name)) is { } unknown ? directory.Unknown(unknown)
            : !TryTail(query["tail"], out var tail) ? new Problem(StatusCodes.Status400BadRequest, $"tail must be a number of lines, not '{query["tail"]}'.")
            : query["follow"].ToString() is var follow && follow is not ("" or "true" or "false")
                ? new Problem(StatusCodes.Status400BadRequest, $"follow must be true or false, not '{follow}'.")
            : new ConsoleLines(names.Length == 0 ? ConsoleSelection.All : new ConsoleSelection(names), tail, follow == "true");
    }

    /// <summary>Without a number all lines are meant.</summary>
    public static bool TryTail(string? text, out int tail)
    {
        tail = int.MaxValue;
        return string.IsNullOrEmpty(text) || int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out tail);
    }
}
