using System.Globalization;
using System.Net;
using BareKestrel;

var port = int.Parse(Environment.GetEnvironmentVariable("PORT") ?? "6000", CultureInfo.InvariantCulture);

var builder = WebApplication.CreateEmptyBuilder(new());
builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
{
    kestrel.AddServerHeader = false;
    kestrel.Listen(IPAddress.Loopback, port, listener => listener.Use(BareConnection.Attach));
});

await using var app = builder.Build();
app.Run(BareEcho.Answer);
await app.RunAsync();
