using EchoApp.AppHost;
using EchoApp.AppHost.Access;
using EchoApp.AppHost.Bins;
using EchoApp.AppHost.Commands;
using EchoApp.AppHost.Ports;
using EchoApp.AppHost.Production;
using EchoApp.AppHost.Store;
using EchoApp.AppHost.Telemetry;
using EchoApp.Publishing.Deployment;
using EchoApp.Publishing.Images;

PlainErrors.Apply();
CommandLine.RefuseMisspelled(args);
var builder = DistributedApplication.CreateBuilder(args).LeaveTakenDashboardPorts();

// --Dashboard=false, --Dashboard:Image=…: whether Aspire's dashboard is deployed along, and from where.
builder.AddDockerComposeEnvironment("compose").WithConfiguredDashboard().WaitForHealthyServices();
builder.PushImagesFromSdk().CheckDeployments();

// --Parameters:registry-endpoint=HOST[:PORT]: images go there, and are deployed from there.
if (builder.HasRegistry())
{
    builder.AddContainerRegistry("registry", builder.AddParameter("registry-endpoint"), builder.AddRegistryRepository());
}

// --Store=container|embedded|auto: without a container, web keeps its data itself.
var container = await builder.FindStoreContainerAsync();

// --Replicas=NUMBER: so many webs on one store. Aspire's proxy shares out their connections then, and is the peer that the echo sees: its real one without.
var replicas = builder.GetReplicas(isStoreShared: container is not null);

// --Ports:Echo=PORT, --Ports:Pages=PORT; 0 is any free one.
var ports = builder.GetPorts(defaultEcho: 6000, defaultPages: 5000);
var pagesAddress = builder.GetPagesAddress();

// What reading takes, and what fingerprints of secrets are keyed with. --Parameters:access-token=…
var secret = new GenerateParameterDefault { MinLength = 32, Special = false };
var token = builder.AddParameter("access-token", secret, secret: true, persist: true);
var fingerprintKey = builder.AddParameter("fingerprint-key", secret, secret: true, persist: true);

var web = builder.AddProject<Projects.EchoApp_Web>("web", launchProfileName: null)
    .WithHttpEndpoint(port: ports.Echo, name: "echo", env: "ECHO_PORT", isProxied: replicas > 1)
    .WithHttpEndpoint(port: ports.Pages, name: "pages", env: "PAGES_PORT", isProxied: replicas > 1)
    .WithExternalHttpEndpoints()
    .WithReplicas(replicas)
    .WithEnvironment("Access__Token", token)
    .WithEnvironment("Redaction__FingerprintKey", fingerprintKey)
    .WithEnvironment("Capture__Recent", "true")
    .WithBin("webhooks")
    .WithTraceLinks()
    .WithHttpHealthCheck("/health", endpointName: "pages")
    .WithUrlForEndpoint("pages", url => url.DisplayText = "Pages")
    .WithUrlForEndpoint("echo", url => url.DisplayText = "Echo")
    .AnnounceEndpoints("echo", "pages")
    .WithSampleRequestCommand("echo")
    .WithLoginLink("pages", token.Resource)
    .WithBinCommand("pages", "webhooks", token.Resource)
    .WithHealthCommand("pages")
    .WithRemoteImageName("echoapp-web")
    .WithRemoteImageTag(ImageTag.Current)
    .PublishAsDockerComposeService((_, service) => service
        .Harden(user: "1654:1654", cpus: "1.0", memory: "256M", "/tmp")
        .PublishOn(pagesAddress, ports.Pages)
        .CheckHealth("/home/app/EchoApp.Web", "healthcheck"));

if (container is not null)
{
    var password = builder.AddParameter("store-password", new GenerateParameterDefault { MinLength = 22, Special = false }, secret: true, persist: true);

    var store = builder.AddContainer("store", container.Image)
        .WithVolume(container.Volume, "/var/lib/postgresql")
        .WithEnvironment("POSTGRES_USER", "echoapp")
        .WithEnvironment("POSTGRES_PASSWORD", password)
        .WithEnvironment("POSTGRES_DB", "echoapp")
        .WithEndpoint(targetPort: 5432, name: "tcp", scheme: "tcp")
        .PublishAsDockerComposeService((_, service) => service
            .Harden(user: "999:999", cpus: "1.0", memory: "512M", "/run/postgresql:uid=999,gid=999", "/tmp")
            .CheckHealth("pg_isready", "-h", "127.0.0.1", "-U", "echoapp"));

    var tcp = store.GetEndpoint("tcp");
    var connectionString = ReferenceExpression.Create($"Host={tcp.Property(EndpointProperty.Host)};Port={tcp.Property(EndpointProperty.Port)};Username=echoapp;Password='{password}';Database=echoapp");

    store.WithReadiness(connectionString, container);
    web.WithEnvironment("ConnectionStrings__store", connectionString).WaitFor(store);
}
else
{
    web.WithDataDirectory(volume: "echoapp-data", inContainer: "/home/app/data");
}

if (replicas > 1)
{
    web.WithEnvironment("ECHO_URL", web.GetEndpoint("echo"));
}

builder.Build().Run();
