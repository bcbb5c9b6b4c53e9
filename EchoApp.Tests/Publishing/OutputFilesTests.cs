using EchoApp.Publishing.Output;
using Xunit;

namespace EchoApp.Tests.Publishing;

public sealed class OutputFilesTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public async Task Write_ThatIsCancelled_LeavesWhatWasThereAndNothingElse()
    {
        var path = _directory.Write("a", "old");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => OutputFiles.WriteAsync([new OutputFile(path, "new"), new OutputFile(path + "2", "new")], new CancellationToken(canceled: true)));

        Assert.Equal("old", await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
        Assert.Equal([path], Directory.EnumerateFiles(_directory.Path));
    }

    [Fact]
    public async Task Write_OverAFile_KeepsItsModeUnlessAnotherIsAskedFor()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no file modes.");
            return;
        }

        var path = _directory.Write("a", "old");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);

        await OutputFiles.WriteAsync([new OutputFile(path, "new")], TestContext.Current.CancellationToken);
        var kept = File.GetUnixFileMode(path);
        await OutputFiles.WriteAsync([new OutputFile(path, "newer", OutputFile.Private)], TestContext.Current.CancellationToken);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, kept);
        Assert.Equal(OutputFile.Private, File.GetUnixFileMode(path));
    }

    [Fact]
    public async Task Write_IntoADirectoryThatIsMissing_MakesIt()
    {
        var path = Path.Combine(_directory.Path, "b", "c", "file");

        await OutputFiles.WriteAsync([new OutputFile(path, "text")], TestContext.Current.CancellationToken);

        Assert.Equal("text", await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
    }

    public void Dispose() => _directory.Dispose();
}
