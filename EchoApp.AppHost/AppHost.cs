using EchoApp.AppHost;

var builder = DistributedApplication.CreateBuilder(args);

// Not proxied, so that the echo sees its real peer.
builder.AddProject<Projects.EchoApp_Web>("web", launchProfileName: null)
    .WithHttpEndpoint(port: builder.GetPort("Echo", 6000), name: "echo", env: "ECHO_PORT", isProxied: false)
    .WithHttpEndpoint(port: builder.GetPort("Pages", 5000), name: "pages", env: "PAGES_PORT", isProxied: false)
    .WithExternalHttpEndpoints()
    .WithHttpHealthCheck("/health", endpointName: "pages")
    .WithUrlForEndpoint("echo", url => url.DisplayText = "Echo: answers with what it was sent")
    .WithUrlForEndpoint("pages", url => url.DisplayText = "Pages: start here");

builder.Build().Run();
