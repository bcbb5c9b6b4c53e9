using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.AspNetCore.Http;

namespace EchoApp.Hosting.Projects;

/// <summary>Turns a launch profile into endpoints, links, variables and arguments.</summary>
internal static class LaunchProfileExtensions
{
    public static IResourceBuilder<ProjectResource> WithLaunchProfile(
        this IResourceBuilder<ProjectResource> project, LaunchProfileSelection selected)
    {
        var (name, profile) = selected;
        var endpoints = project.WithApplicationUrls(profile.ApplicationUrl ?? "");
        if (profile.LaunchUrl is { Length: > 0 } launchUrl)
        {
            project.WithUrls(context =>
            {
                foreach (var url in context.Urls.Where(url => endpoints.Contains(url.Endpoint?.EndpointName ?? "")))
                {
                    url.Url = new Uri(new Uri(url.Url), launchUrl).ToString();
                }
            });
        }

        if (profile.CommandLineArgs is { Length: > 0 } arguments)
        {
            project.WithArgs(CommandLineText.Split(arguments));
        }

        return project.WithEnvironment(context =>
        {
            context.EnvironmentVariables.TryAdd("DOTNET_LAUNCH_PROFILE", name);
            foreach (var (variable, value) in profile.EnvironmentVariables)
            {
                context.EnvironmentVariables.TryAdd(variable, Environment.ExpandEnvironmentVariables(value));
            }
        });
    }

    // The first endpoint of a scheme is named after it; further ones are numbered: http, http2, http3.
    private static HashSet<string> WithApplicationUrls(this IResourceBuilder<ProjectResource> project, string urls)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var text in urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var address = BindingAddress.Parse(text);
            var name = address.Scheme;
            for (var number = 2; !names.Add(name); number++)
            {
                name = string.Create(CultureInfo.InvariantCulture, $"{address.Scheme}{number}");
            }

            project.WithEndpoint(name, endpoint =>
            {
                endpoint.UriScheme = address.Scheme;
                endpoint.Port = address.Port == 0 ? null : address.Port;
            });
        }

        return names;
    }
}
