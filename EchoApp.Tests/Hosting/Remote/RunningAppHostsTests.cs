using System.Diagnostics;
using System.Runtime.Versioning;
using Aspire.Hosting;
using EchoApp.Hosting.Builder;
using EchoApp.Hosting.Remote;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace EchoApp.Tests.Hosting.Remote;

[SupportedOSPlatform("linux")]
[SupportedOSPlatform("macos")]
public sealed class RunningAppHostsTests : IDisposable
{
    private const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly Uri _url = new("http://localhost:15888");

    private readonly TemporaryDirectory _directory = new();
    private readonly RunningAppHosts _appHosts;

    public RunningAppHostsTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Rights of files are those of POSIX here.");
        _appHosts = Of("one");
    }

    private string Files => Path.Join(_directory.Path, "echoapp-hosting");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Add_ThenFind_GivesItAndNobodyElseMayReadIt()
    {
        var appHost = Running(Environment.ProcessId);

        var path = _appHosts.Add(appHost);

        Assert.Equal(appHost, _appHosts.Find(processId: null));
        Assert.Equal(appHost, _appHosts.Find(Environment.ProcessId));
        Assert.Matches($"^[0-9a-f]{{16}}-{Environment.ProcessId}\\.json$", Path.GetFileName(path));
        Assert.Equal([path], Directory.GetFiles(Files));
        Assert.Equal(Mine, File.GetUnixFileMode(path));
        Assert.Equal(Mine | UnixFileMode.UserExecute, File.GetUnixFileMode(Files));
    }

    [Fact]
    public void Find_OfAnotherAppHost_FindsNothing()
    {
        Of("two").Add(Running(Environment.ProcessId));

        Assert.StartsWith("No one with a dashboard is running. Start it in another terminal;", Mistake(() => _appHosts.Find(null)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Find_OfOneThatIsGone_RemovesItsFile()
    {
        var gone = _appHosts.Add(Running(await GoneAsync()));

        Assert.Contains("is running", Mistake(() => _appHosts.Find(null)), StringComparison.Ordinal);
        Assert.False(File.Exists(gone));
    }

    [Fact]
    public async Task Add_RemovesThoseThatAreGone()
    {
        var gone = Of("two").Add(Running(await GoneAsync()));

        _appHosts.Add(Running(Environment.ProcessId));

        Assert.False(File.Exists(gone));
        Assert.Single(Directory.GetFiles(Files));
    }

    [Fact]
    public void Find_OfSeveral_WantsToBeToldWhich()
    {
        using var other = Process.Start("sleep", "60");
        try
        {
            _appHosts.Add(Running(Environment.ProcessId));
            _appHosts.Add(Running(other.Id));

            var message = Mistake(() => _appHosts.Find(null));
            Assert.StartsWith("Several one are running: processes ", message, StringComparison.Ordinal);
            Assert.Contains($"{Environment.ProcessId}", message, StringComparison.Ordinal);
            Assert.Contains("--pid ", message, StringComparison.Ordinal);
            Assert.Equal(other.Id, _appHosts.Find(other.Id).Pid);
            Assert.StartsWith("Process 1 is no running one. There is: ", Mistake(() => _appHosts.Find(1)), StringComparison.Ordinal);
        }
        finally
        {
            other.Kill();
        }
    }

    [Fact]
    public void Find_AmidRubbish_LooksPastIt()
    {
        var path = _appHosts.Add(Running(Environment.ProcessId));
        File.WriteAllText(path.Replace($"-{Environment.ProcessId}.", "-1.", StringComparison.Ordinal), "{");

        Assert.Equal(Environment.ProcessId, _appHosts.Find(null).Pid);
    }

    [Fact]
    public void Add_WhereOthersMayWrite_WritesNothing()
    {
        Directory.CreateDirectory(Files);
        File.SetUnixFileMode(Files, Mine | UnixFileMode.UserExecute | UnixFileMode.OtherWrite);

        Assert.Equal($"Others may write to {Files}. Run chmod 700 {Files}, or remove it.", Mistake(() => _appHosts.Add(Running(1))));
        Assert.Empty(Directory.GetFiles(Files));
        Assert.StartsWith("Others may write to ", Mistake(() => _appHosts.Find(null)), StringComparison.Ordinal);
    }

    [Fact]
    public void Add_ThroughALink_WritesNothing()
    {
        var elsewhere = Directory.CreateDirectory(Path.Join(_directory.Path, "elsewhere"));
        Directory.CreateSymbolicLink(Files, elsewhere.FullName);

        Assert.Contains("is not a directory of this user's own", Mistake(() => _appHosts.Add(Running(1))), StringComparison.Ordinal);
        Assert.Empty(elsewhere.GetFiles());
    }

    [Fact]
    public async Task Add_IntoSomebodyElsesDirectory_WritesNothing()
    {
        Assert.SkipUnless(Environment.UserName == "root" && OperatingSystem.IsLinux(), "Only root can give a directory away.");
        Directory.CreateDirectory(Files, Mine | UnixFileMode.UserExecute);
        using var chown = Process.Start("chown", ["12345", Files]);
        await chown.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Contains("is not a directory of this user's own", Mistake(() => _appHosts.Add(Running(1))), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Files));
    }

    private static RunningAppHost Running(int process) => new(process, new DateTime(2030, 1, 2, 3, 4, 5, DateTimeKind.Utc), "/app/One.csproj", _url, "token");

    private static string Mistake(Action action) => Assert.Throws<DistributedApplicationException>(action).Message;

    private static async Task<int> GoneAsync()
    {
        using var process = Process.Start("true");
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.Id;
    }

    private RunningAppHosts Of(string project)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("XDG_RUNTIME_DIR", _directory.Path)]).Build();
        return new RunningAppHosts(new RuntimeDirectory(configuration), new AppHostProject(Assembly: null, Path.Join("/app", project)));
    }
}
