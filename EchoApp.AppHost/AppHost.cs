using EchoApp.AppHost;

var builder = DistributedApplication.CreateBuilder(args);

// Not proxied, so that the echo sees its real peer.
var web = builder.AddProject<Projects.EchoApp_Web>("web", launchProfileName: null)
    .WithHttpEndpoint(port: builder.GetPort("Echo", 6000), name: "echo", env: "ECHO_PORT", isProxied: false)
    .WithHttpEndpoint(port: builder.GetPort("Pages", 5000), name: "pages", env: "PAGES_PORT", isProxied: false)
    .WithExternalHttpEndpoints()
    .WithHttpHealthCheck("/health", endpointName: "pages")
    .WithUrlForEndpoint("echo", url => url.DisplayText = "Echo: answers with what it was sent")
    .WithUrlForEndpoint("pages", url => url.DisplayText = "Pages: start here");

// --Store=container|embedded|auto: without a container, web keeps its data itself.
if (await builder.HasStoreContainerAsync())
{
    var volume = builder.GetStoreVolume();
    var password = builder.AddParameter(
        "store-password", new GenerateParameterDefault { MinLength = 22, Special = false }, secret: true, persist: true);

    var store = builder.AddContainer("store", builder.GetStoreImage())
        .WithVolume(volume, "/var/lib/postgresql")
        .WithEnvironment("POSTGRES_USER", "echoapp")
        .WithEnvironment("POSTGRES_PASSWORD", password)
        .WithEnvironment("POSTGRES_DB", "echoapp")
        .WithEndpoint(targetPort: 5432, name: "tcp", scheme: "tcp");

    var tcp = store.GetEndpoint("tcp");
    var connectionString = ReferenceExpression.Create(
        $"Host={tcp.Property(EndpointProperty.Host)};Port={tcp.Property(EndpointProperty.Port)};Username=echoapp;Password='{password}';Database=echoapp");

    store.WithReadiness(connectionString, volume);
    web.WithEnvironment("ConnectionStrings__store", connectionString).WaitFor(store);
}

builder.Build().Run();
