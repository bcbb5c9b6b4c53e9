using EchoApp.Web;
using EchoApp.Web.Access;
using EchoApp.Web.Api;
using EchoApp.Web.Bins;
using EchoApp.Web.Capture;
using EchoApp.Web.Commands;
using EchoApp.Web.Echo;
using EchoApp.Web.Inspector;
using EchoApp.Web.Listeners;
using EchoApp.Web.Live;
using EchoApp.Web.Logging;
using EchoApp.Web.Memory;
using EchoApp.Web.OpenApi;
using EchoApp.Web.Pages;
using EchoApp.Web.Requests;
using EchoApp.Web.Retention;
using EchoApp.Web.Shutdown;
using EchoApp.Web.Storage;
using EchoApp.Web.Telemetry;
using EchoApp.Web.Waiting;
using EchoApp.Web.Wire.Refusals;
using Microsoft.Extensions.Options;

try
{
    if (args.Length > 0)
    {
        return await CommandLine.RunAsync(args);
    }

    HeapLimit.RefuseIgnored();
    var builder = WebApplication.CreateEmptyBuilder(new() { ApplicationName = "EchoApp.Web" }).AddEnvironment();
    using var sockets = ListenerSockets.Open(ListenerSettings.Read(builder.Configuration));
    builder.AddServiceDefaults().AddListeners(sockets).AddShutdown().AddStorage().AddAccess().AddCapture().AddBins().AddRetention().AddTraceUrl();
    builder.Services.AddEcho().AddPages().AddApi().AddRequests().AddLive().AddWaiting().AddInspector().AddOpenApiDocument();

    await using var app = builder.BuildWithLogging();
    app.UseEcho().UseBins();
    app.UsePages().UseTrustedProxies().UseRouting().UseApi().UseAccess();
    app.MapDefaultEndpoints().MapPages().MapRefused().MapLogin().MapBins().MapRequests().MapLive().MapWaiting().MapInspector().MapOpenApiDocument();

    await app.RunAsync();
    return 0;
}
catch (OperationCanceledException)
{
    // Told to stop while it was still starting.
    return 0;
}
catch (OptionsValidationException e)
{
    await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, e.Failures));
    return 1;
}
catch (StartupException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}
