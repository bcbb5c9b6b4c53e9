using EchoApp.Web.Access;
using EchoApp.Web.Inspector.Answers;
using EchoApp.Web.Inspector.Bins;
using EchoApp.Web.Inspector.Compare;
using EchoApp.Web.Inspector.Detail;
using EchoApp.Web.Inspector.Detail.Answer;
using EchoApp.Web.Inspector.Detail.Body;
using EchoApp.Web.Inspector.Empty;
using EchoApp.Web.Inspector.Requests;
using EchoApp.Web.Inspector.Settings;

namespace EchoApp.Web.Inspector;

internal static class InspectorExtensions
{
    public static IServiceCollection AddInspector(this IServiceCollection services) => services.AddSingleton<InspectedBins>().AddSingleton<BinSnapshots>().AddSingleton<SampleSender>().AddSingleton<AnswerText>().AddSingleton<AnswerPreview>().AddSingleton<RequestListReader>()
            .AddSingleton<BodyTab>().AddSingleton<AnswerTab>().AddSingleton<DetailReader>();

    public static IEndpointRouteBuilder MapInspector(this IEndpointRouteBuilder endpoints)
    {
        var services = endpoints.ServiceProvider;
        ActivatorUtilities.CreateInstance<BinListPage>(services).Map(endpoints);
        ActivatorUtilities.CreateInstance<RequestListPage>(services).Map(endpoints);
        ActivatorUtilities.CreateInstance<DetailPage>(services).Map(endpoints);
        ActivatorUtilities.CreateInstance<MarksPage>(services).Map(endpoints);
        ActivatorUtilities.CreateInstance<RemovalPage>(services).Map(endpoints);
        ActivatorUtilities.CreateInstance<SendPage>(services).Map(endpoints);
        ActivatorUtilities.CreateInstance<SettingsPage>(services).Map(endpoints);
        ActivatorUtilities.CreateInstance<ComparePage>(services).Map(endpoints);
        ActivatorUtilities.CreateInstance<ImagePage>(services).Map(endpoints);
        return endpoints;
    }

    /// <summary>A page for who is logged in. It is not part of the API.</summary>
    public static void MapPage(this IEndpointRouteBuilder endpoints, string[] methods, string pattern, Func<HttpContext, Task<IResult>> handler) =>
        endpoints.MapMethods(pattern, methods, async context => await (await handler(context)).ExecuteAsync(context)).RequireLogin();
}
