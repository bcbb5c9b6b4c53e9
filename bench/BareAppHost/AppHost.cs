using System.Globalization;

// The resources of EchoApp.AppHost with nothing but Aspire. Every setting is given by the benchmark.
var builder = DistributedApplication.CreateBuilder(args);

var password = builder.AddParameter("store-password", secret: true);
var store = builder.AddContainer("store", Setting("Store:Image"))
    .WithVolume(Setting("Store:Volume"), "/var/lib/postgresql")
    .WithEnvironment("POSTGRES_USER", "echoapp")
    .WithEnvironment("POSTGRES_PASSWORD", password)
    .WithEnvironment("POSTGRES_DB", "echoapp")
    .WithEndpoint(targetPort: 5432, name: "tcp", scheme: "tcp");

var tcp = store.GetEndpoint("tcp");
builder.AddProject<Projects.EchoApp_Web>("web", launchProfileName: null)
    .WithHttpEndpoint(port: Port("Ports:Echo"), name: "echo", env: "ECHO_PORT", isProxied: false)
    .WithHttpEndpoint(port: Port("Ports:Pages"), name: "pages", env: "PAGES_PORT", isProxied: false)
    .WithHttpHealthCheck("/health", endpointName: "pages")
    .WithEnvironment("Access__Token", "of-the-bench")
    .WithEnvironment("Redaction__FingerprintKey", "of-the-bench-fingerprint-key")
    .WithEnvironment("ConnectionStrings__store", ReferenceExpression.Create(
        $"Host={tcp.Property(EndpointProperty.Host)};Port={tcp.Property(EndpointProperty.Port)};Username=echoapp;Password={password};Database=echoapp"))
    .WaitFor(store);

builder.Build().Run();

int Port(string key) => int.Parse(Setting(key), CultureInfo.InvariantCulture);

string Setting(string key) => builder.Configuration[key] ?? throw new InvalidOperationException($"--{key}=… is missing.");
