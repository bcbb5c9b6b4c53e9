namespace EchoApp.Tests.Web.Storage.Postgres;

/// <summary>A PostgreSQL of a test's own, on a volume of its own, both gone with the test: one that may be killed and frozen.</summary>
internal sealed class PostgresContainer : IAsyncDisposable
{
    private readonly string _name = $"echoapp-test-postgres-{Guid.NewGuid():N}";

    // The engine would choose another one at each start.
    private readonly int _port = FreePort.Choose();

    private PostgresContainer()
    {
    }

    public string ConnectionString => PostgresServer.ConnectionString(_port, "echoapp");

    public static async Task<PostgresContainer> StartAsync()
    {
        await ContainerEngine.RequireAsync();
        var container = new PostgresContainer();
        try
        {
            await PostgresServer.RunContainerAsync(container._name, $"127.0.0.1:{container._port}:5432");
            await PostgresServer.AnswersAsync(container._port);
            return container;
        }
        catch
        {
            await container.DisposeAsync();
            throw;
        }
    }

    /// <summary>With SIGKILL, all of its processes.</summary>
    public Task KillAsync() => ContainerEngine.RunAsync("kill", "--signal", "KILL", _name);

    public async Task StartAgainAsync()
    {
        await ContainerEngine.RunAsync("start", _name);
        await PostgresServer.AnswersAsync(_port);
    }

    public Task FreezeAsync() => ContainerEngine.RunAsync("pause", _name);

    public Task ThawAsync() => ContainerEngine.RunAsync("unpause", _name);

    public async ValueTask DisposeAsync() => await ContainerEngine.TryRunAsync("rm", "--force", "--volumes", _name);
}
