using System.Reflection;
using System.Reflection.Emit;
using Aspire.Hosting;
using EchoApp.Hosting.Parameters;
using Microsoft.Extensions.Configuration.UserSecrets;
using Xunit;

namespace EchoApp.Tests.Hosting.Parameters;

/// <summary>With user secrets of an AppHost that exists for one test only.</summary>
public sealed class PersistedParameterTests : IDisposable
{
    private readonly string _id = $"echoapp-tests-{Guid.NewGuid():N}";

    private string SecretsFile => PathHelper.GetSecretsPathFromSecretsId(_id);

    public void Dispose()
    {
        var directory = Path.GetDirectoryName(SecretsFile)!;
        if (Directory.Exists(directory))
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    [Fact]
    public void GetOrAdd_Twice_KeepsTheFirstValueForTheNextRun()
    {
        Assert.Equal("first", PersistedParameter.GetOrAdd(AppHost(), "word", () => "first"));
        Assert.Equal("first", PersistedParameter.GetOrAdd(AppHost(), "word", () => "second"));
        Assert.Equal("other", PersistedParameter.GetOrAdd(AppHost(), "other-word", () => "other"));

        Assert.Contains("\"Parameters:word\": \"first\"", File.ReadAllText(SecretsFile), StringComparison.Ordinal);
    }

    [Fact]
    public void GetOrAdd_OfAFileWithOtherSecrets_KeepsThem()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(SecretsFile)!);
        File.WriteAllText(SecretsFile, """{ "Other:Key": "kept" }""");

        PersistedParameter.GetOrAdd(AppHost(), "word", () => "value");

        Assert.Contains("\"Other:Key\": \"kept\"", File.ReadAllText(SecretsFile), StringComparison.Ordinal);
    }

    [Fact]
    public void GetOrAdd_IsForTheUserOnly()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "File modes are POSIX's.");
        PersistedParameter.GetOrAdd(AppHost(), "word", () => "value");

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(SecretsFile));
        }
    }

    [Fact]
    public void GetOrAdd_OfABrokenFile_NamesItAndTheParameter()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(SecretsFile)!);
        File.WriteAllText(SecretsFile, "{ broken");

        var exception = Assert.Throws<DistributedApplicationException>(() => PersistedParameter.GetOrAdd(AppHost(), "word", () => "value"));

        Assert.StartsWith($"The user secrets in {SecretsFile} cannot be used for parameter 'word': ", exception.Message, StringComparison.Ordinal);
        Assert.Equal("{ broken", File.ReadAllText(SecretsFile));
    }

    private AssemblyBuilder AppHost()
    {
        var attribute = new CustomAttributeBuilder(typeof(UserSecretsIdAttribute).GetConstructor([typeof(string)])!, [_id]);
        return AssemblyBuilder.DefineDynamicAssembly(new AssemblyName(_id), AssemblyBuilderAccess.RunAndCollect, [attribute]);
    }
}
