using Aspire.Hosting.ApplicationModel;

namespace EchoApp.Hosting.Projects;

/// <summary>Tells ASP.NET Core where to listen: all http and https endpoints that do not have a variable of their own.</summary>
internal static class AspNetCoreUrls
{
    private const string Urls = "ASPNETCORE_URLS";
    private const string HttpsPort = "ASPNETCORE_HTTPS_PORT";

    public static void Set(EnvironmentCallbackContext context)
    {
        if (context.EnvironmentVariables.ContainsKey(Urls) || context.Resource is not IResourceWithEndpoints resource)
        {
            return;
        }

        var urls = new ReferenceExpressionBuilder();
        foreach (var endpoint in resource.GetEndpoints())
        {
            if ((endpoint.IsHttp || endpoint.IsHttps) && endpoint.EndpointAnnotation.TargetPortEnvironmentVariable is null)
            {
                urls.AppendLiteral(urls.IsEmpty ? "" : ";");
                urls.Append($"{endpoint.Scheme}://{endpoint.EndpointAnnotation.TargetHost}:{endpoint.Property(EndpointProperty.TargetPort)}");
                if (endpoint.IsHttps)
                {
                    context.EnvironmentVariables.TryAdd(HttpsPort, endpoint.Property(EndpointProperty.Port));
                }
            }
        }

        if (!urls.IsEmpty)
        {
            context.EnvironmentVariables[Urls] = urls.Build();
        }
    }
}
