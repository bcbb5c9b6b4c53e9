using System.Diagnostics;
using System.Formats.Tar;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace EchoApp.Tests.Images;

/// <summary>What the published image is, before it runs.</summary>
public sealed class ImageTests(PublishedImage image)
{
    [Fact]
    public async Task Size_OfWhatIsPushed_IsWithinTheLimit() => ImageSizeLimit.AssertHolds(await image.FormAsync(), await image.SizeAsync());

    [Fact]
    public async Task Form_WhereNothingIsInTheWay_IsNativeAotAndItsSymbolsAreKeptApart()
    {
        await image.TagAsync();
        var obstacle = await FindObstacleAsync();
        Assert.SkipWhen(obstacle.Length > 0 && Environment.GetEnvironmentVariable("ECHOAPP_REQUIRE_CONTAINERS") != "1", $"Native AOT: {obstacle}.");
        Assert.Equal("", obstacle);
        Assert.Equal("native-aot", await image.FormAsync());

        Assert.Equal(["home/app/", "home/app/EchoApp.Web", "home/app/data/", "home/app/libe_sqlite3.so"], await AddedToTheBaseAsync());

        var tagAndPlatform = $"{await image.TagAsync()}-linux-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";
        var symbols = Path.Combine(PublishedImage.Root, "artifacts", "symbols", "EchoApp.Web", tagAndPlatform, "EchoApp.Web.dbg");
        const string Frame = "at EchoApp.Web.Echo.EchoMiddleware.InvokeAsync(HttpContext) + 0x";
        var near = $@"{Regex.Escape($"{Frame}40")} near .*/EchoApp\.Web/Echo/EchoMiddleware\.cs:[0-9]+";
        Assert.Matches($"^{near}\n$", await ReadStackTraceAsync(symbols, $"{Frame}40\n"));
        Assert.Matches($@"^<3>   {near}\r\nweb-1  \| {near}\n2026-11-29T00:00:00Z {near}$",
            await ReadStackTraceAsync(symbols, $"<3>   {Frame}40\r\nweb-1  | {Frame}40\n2026-11-29T00:00:00Z {Frame}40"));

        // Of other code, a generated method without lines, an offset behind the method, no frame at all.
        var others = $"   at System.Other() + 0x1\n   at Program.<Main>(String[] args) + 0x2b\n   {Frame}ffffff\n   {Frame}8000000000000001\n\n  \r\nlast";
        Assert.Equal(others, await ReadStackTraceAsync(symbols, others));
    }

    [Fact]
    public async Task Tag_OfTheImage_IsVersionAndCommitAndTheAppHostHasTheSame()
    {
        var tag = await image.TagAsync();
        var ofTheAppHost = typeof(Projects.EchoApp_AppHost).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "ImageTag").Value;
        Assert.Matches(@"^\d+\.\d+\.\d+(-[a-z][0-9A-Za-z.]*)?(-[0-9a-f]{7}(-dirty)?)?$", tag);
        Assert.Equal(tag, ofTheAppHost);
    }

    [Fact]
    public async Task Configuration_OfTheImage_HasUserPortsEntryPointAndLabels()
    {
        using var inspected = JsonDocument.Parse(await InspectAsync());
        var config = inspected.RootElement;
        Assert.Equal("1654", config.GetProperty("User").GetString());
        Assert.Equal(["/home/app/EchoApp.Web"], config.GetProperty("Entrypoint").EnumerateArray().Select(part => part.GetString()));
        Assert.Equal(["5000/tcp", "6000/tcp"], config.GetProperty("ExposedPorts").EnumerateObject().Select(port => port.Name).Order(StringComparer.Ordinal));

        var labels = config.GetProperty("Labels").EnumerateObject().ToDictionary(label => label.Name, label => label.Value.GetString());
        Assert.Equal("EchoApp.Web", labels["org.opencontainers.image.title"]);
        Assert.Equal("Shows exactly what reaches a service over HTTP", labels["org.opencontainers.image.description"]);
        Assert.Equal("MIT", labels["org.opencontainers.image.licenses"]);
        Assert.Equal(PublishedImage.Source, labels["org.opencontainers.image.source"]);

        // The tag is made of the two; without git there is no revision.
        var tag = await image.TagAsync();
        var version = labels["org.opencontainers.image.version"]!;
        var expected = labels.TryGetValue("org.opencontainers.image.revision", out var revision) ? $"{version}-{revision!.Remove(7, 33)}" : version;
        Assert.Equal(tag, expected);
    }

    /// <summary>What its last layer holds, by <c>docker save</c>.</summary>
    private async Task<IEnumerable<string>> AddedToTheBaseAsync()
    {
        using var directory = new TemporaryDirectory();
        var archive = Path.Combine(directory.Path, "image.tar");
        await ContainerEngine.RunAsync("pull", "--quiet", await image.ReferenceAsync());
        await ContainerEngine.RunAsync("save", "--output", archive, await image.ReferenceAsync());
        await TarFile.ExtractToDirectoryAsync(archive, directory.Path, overwriteFiles: false);
        using var manifest = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(directory.Path, "manifest.json")));
        await using var layer = File.OpenRead(Path.Combine(directory.Path, manifest.RootElement[0].GetProperty("Layers").EnumerateArray().Last().GetString()!));
        await using var tar = new TarReader(layer);
        var names = new List<string>();
        while (await tar.GetNextEntryAsync() is { } entry)
        {
            names.Add(entry.EntryType == TarEntryType.Directory ? $"{entry.Name.TrimEnd('/')}/" : entry.Name);
        }

        return names.Order(StringComparer.Ordinal);
    }

    private static async Task<string> FindObstacleAsync()
    {
        string[] args = ["msbuild", Path.Combine(PublishedImage.Root, "EchoApp.Web"), "-p:Configuration=Release", "-p:RuntimeIdentifier=linux-x64", "-getProperty:NativeAotObstacle"];
        using var msbuild = Process.Start(new ProcessStartInfo("dotnet", args) { RedirectStandardOutput = true })!;
        return (await msbuild.StandardOutput.ReadToEndAsync()).Trim();
    }

    private static async Task<string> ReadStackTraceAsync(string symbols, string trace)
    {
        using var script = Process.Start(new ProcessStartInfo(Path.Combine(PublishedImage.Root, "eng", "read-stack-trace.sh"), [symbols])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        await script.StandardInput.WriteAsync(trace);
        script.StandardInput.Close();
        return await script.StandardOutput.ReadToEndAsync();
    }

    private async Task<string> InspectAsync()
    {
        var reference = await image.ReferenceAsync();
        await ContainerEngine.RunAsync("pull", "--quiet", reference);
        return await ContainerEngine.RunAsync("inspect", "--format", "{{json .Config}}", reference);
    }
}
