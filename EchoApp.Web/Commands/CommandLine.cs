using EchoApp.Web.Access;
using EchoApp.Web.Health;
using EchoApp.Web.Logging;
using EchoApp.Web.Storage.Backups;
using EchoApp.Web.Storage.Moving;

namespace EchoApp.Web.Commands;

internal static class CommandLine
{
    private const string Help = """
        EchoApp shows exactly what reaches a service over HTTP.

        Usage:
          EchoApp.Web                run the echo with its bins, and the pages
          EchoApp.Web healthcheck    ask the running instance's /health; exit code 0 = healthy, 1 = not
          EchoApp.Web login-link     print a link that logs a browser in to the running instance, once
          EchoApp.Web backup FILE    write what the embedded store holds to a new file, while it is used; - for standard output
          EchoApp.Web restore FILE   put a backup in its place, while no instance runs; - for standard input
          EchoApp.Web move-store     move it from Data__Directory to ConnectionStrings__store, while no instance runs
          EchoApp.Web --version
          EchoApp.Web --help

        Environment:
          ECHO_PORT                    port of the echo (6000); 0 takes any free port
          PAGES_PORT                   port of the pages (5000); 0 takes any free port
          CAPTURE_PORT                 another port of the echo and its bins, for browsers, which refuse 6000
          ECHO_URL                     where the echo is reached, for pages, API and bins, where that is not its port on
                                       the host that was asked: http://localhost:7000, https://hooks.example.com
          Listen                       any, loopback, an IP address, or a comma-separated list
                                       (any in a container, else loopback)
          Shutdown__Timeout            time for running requests to finish, in seconds or hh:mm:ss (1)
          Echo__Wire                   whether heads are recorded and shown as sent (true)
          Echo__Pretty, Echo__Raw      whether ?pretty and ?raw in a query are heeded (true)
          Echo__MaxBodyKept            bytes of a body that are shown (1048576)
          Echo__MaxBodyLength          longer bodies are refused with 413 (104857600)
          Echo__MaxDecodedLength       bytes after which decoding of a compressed body stops (104857600)
          Echo__MaxDecodedRatio        decoded bytes for each received one after which it stops (100)
          Echo__MemoryBudget           bytes that requests may hold together (a quarter of the memory)
          Echo__MinBodyRate            bytes a second below which a body is ended with 408 (240)
          Echo__BodyRateWindow         seconds over which that is looked at (10)
          Echo__MaxConnections         connections at once (one for each 64 KiB of half the memory)
          Echo__InlineCompletions      whether requests are handled on the threads that watch the
                                       sockets (false): one that takes long holds up others
          Data__Directory              where the embedded store is (the user's directory for data of programs;
                                       /home/app/data in the image)
          Data__MaxBytes               bytes of requests that the store may hold (10737418240)
          ConnectionStrings__store     the PostgreSQL database that is the store; embedded without
          Bins__NAME__Raw              declares a bin: whether it keeps secrets as they came
          Capture__MaxBins             how many bins there may be (1000)
          Capture__MaxRequestsPerSecond  how many requests a bin takes in a second (100000)
          Capture__CreateOnFirstUse    whether a bin is made by the first request to it (false)
          Capture__Recent              whether the last of what is echoed is kept in the bin recent (false)
          Capture__InMemory            whether bins take what is kept in memory alone, where the data
                                       directory cannot be written to (false)
          Retention__Requests          how many requests of a bin are kept (100000); 0 for all
          Retention__Age               for how long, as 90s, 15m, 12h or 7d (0: for ever)
          Retention__Bytes             bytes of a bin that are kept (0: all)
          Retention__TotalBytes        bytes of all bins that are kept (9/10 of Data__MaxBytes)
          Access__Token                what reading takes (made once, in the data directory)
          Access__Anonymous            whether it takes nothing (false)
          Access__Hosts                names that /api may be asked for by, beside localhost and addresses
          TrustedProxies               addresses and networks (10.0.0.0/8) of the proxies whose
                                       X-Forwarded-Proto, -Host and -Prefix count for pages and API
          Redaction__FingerprintKey    the key of fingerprints of secrets (made once, in the data directory)
          Redaction__Headers, Redaction__QueryParameters, Redaction__JsonMembers, Redaction__FormFields
                                       names of secrets that are replaced before anything is stored
          Telemetry__TraceUrl          where traces are shown, with {traceId} in it: captured requests link there
          OTEL_EXPORTER_OTLP_ENDPOINT  send traces, metrics and logs there; the other OTEL_* settings apply
          Logging__LogLevel__Default   Trace, Debug, Information, Warning, Error, Critical or None
          Logging__Console__FormatterName  simple, json or systemd
        """;

    public static async Task<int> RunAsync(string[] args)
    {
        switch (args)
        {
            case ["healthcheck"]:
                return await HealthcheckCommand.RunAsync(ReadEnvironment(), Console.Out, Console.Error);
            case ["login-link"]:
                await LoginLinkCommand.RunAsync(ReadEnvironment(), Console.Out);
                return 0;
            case ["backup", "-" or [not '-', ..]] and [_, var target]:
                await BackupCommand.RunAsync(ReadEnvironment(), target);
                return 0;
            case ["restore", "-" or [not '-', ..]] and [_, var source]:
                await RestoreCommand.RunAsync(ReadEnvironment(), source, TimeProvider.System);
                return 0;
            case ["backup" or "restore", ..]:
                throw new StartupException(
                    $"{args[0]} takes one file: {args[0]} FILE, or {args[0]} - for standard {(args[0] == "backup" ? "output" : "input")}. One whose name begins with - is given as ./-name.");
            case ["move-store"]:
                await MoveStoreCommand.RunAsync(ReadEnvironment(), Console.Out);
                return 0;
            case ["--version"]:
                await Console.Out.WriteLineAsync(ProductVersion.Full);
                return 0;
            case ["--help" or "-h" or "-?" or "help"]:
                await Console.Out.WriteLineAsync(Help);
                return 0;
            default:
                throw new StartupException(
                    $"\"{LogText.Escape(string.Join(' ', args))}\": unknown command. Use healthcheck, login-link, backup FILE, restore FILE, move-store, --version, --help, " +
                    "or no argument to run; settings are environment variables.");
        }
    }

    private static IConfigurationRoot ReadEnvironment() => new ConfigurationBuilder().AddEnvironmentVariables().Build();
}
