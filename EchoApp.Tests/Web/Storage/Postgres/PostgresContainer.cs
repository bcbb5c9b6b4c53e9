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

    public int Port => _port;

    public string ConnectionString => PostgresServer.ConnectionString(_port, "echoapp");

    /// <param name="options">Of the container, before its image: <c>--tmpfs /small</c>.</param>
    /// <param name="command">A line that the shell is to run instead.</param>
    public static async Task<PostgresContainer> StartAsync(string[]? options = null, string? command = null)
    {
        await ContainerEngine.RequireAsync();
        var container = new PostgresContainer();
        try
        {
            await PostgresServer.RunContainerAsync(container._name, $"127.0.0.1:{container._port}:5432", options, command);
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

    /// <summary>As an administrator does: connections are ended, and what is in the log is written back.</summary>
    public Task StopAsync() => ContainerEngine.RunAsync("stop", _name);

    /// <summary>Runs a line of the shell in it, as the user that PostgreSQL runs as.</summary>
    public Task<string> RunAsync(string line) => ContainerEngine.RunAsync("exec", "--user", "postgres", _name, "sh", "-c", line);

    /// <summary>Its address among containers.</summary>
    public Task<string> AddressAsync() => ContainerEngine.RunAsync("inspect", "--format", "{{.NetworkSettings.IPAddress}}", _name);

    public Task FreezeAsync() => ContainerEngine.RunAsync("pause", _name);

    public Task ThawAsync() => ContainerEngine.RunAsync("unpause", _name);

    public async ValueTask DisposeAsync() => await ContainerEngine.TryRunAsync("rm", "--force", "--volumes", _name);
}
