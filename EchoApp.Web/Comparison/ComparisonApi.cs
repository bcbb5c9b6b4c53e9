using EchoApp.Web.Access;
using EchoApp.Web.Api;
using EchoApp.Web.Bins;

namespace EchoApp.Web.Comparison;

internal sealed class ComparisonApi(ComparisonReader reader)
{
    private const string Example = """
        {"left":{"id":"019ad0b2-8a63-7c2e-9b1f-0a1b2c3d4e5f","bin":"orders","receivedAt":"2026-11-29T12:30:45.123456Z"},
        "right":{"id":"019ad0b3-11d4-7b6a-8c55-5f4e3d2c1b0a","bin":"orders","receivedAt":"2026-11-29T12:31:19.904217Z"},
        "line":{"method":{"left":"POST","right":"POST","same":true},"target":{"left":"/b/orders/paid","right":"/b/orders/paid","same":true},
        "protocol":{"left":"HTTP/1.1","right":"HTTP/1.1","same":true},"same":true},
        "headers":{"items":[{"name":"X-Attempt","difference":"changed","left":["1"],"right":["2"],"reordered":false,"respelled":false}],"reordered":false,"respelled":false,"cut":false,"same":false},
        "trailers":{"items":[],"reordered":false,"respelled":false,"cut":false,"same":true},"query":{"items":[],"reordered":false,"respelled":false,"cut":false,"same":true},
        "body":{"same":false,"length":{"left":13,"right":15,"same":false},"sameHash":false,"form":{"left":"received","right":"received","same":true},"kind":"json","notes":[],
        "json":[{"pointer":"/total","difference":"changed","left":"17","right":"17.0","sameValue":true}],"more":0},"same":false}
        """;

    public void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGroup($"{BinsApi.Path}/{{bin}}/requests").WithTags("Requests").RequireAccess().Map([HttpMethods.Get], "{id}/compare/{other}", CompareAsync)
            .WithSummary("What differs between two requests, of the same bin or of two").TakesQuery(ComparisonReader.OtherBin).Answers<RequestComparison>(Example).Refuses(StatusCodes.Status404NotFound);

    private async Task<IResult> CompareAsync(HttpContext context) =>
        await reader.ReadAsync(context, ComparisonReader.Around) is var (comparison, problem) && comparison is not null ? new JsonAnswer<RequestComparison>(comparison, JsonAnswers.Json.RequestComparison) : problem!;
}
