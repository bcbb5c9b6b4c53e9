namespace EchoApp.Publishing.Output;

/// <summary>A file to write.</summary>
/// <param name="Path">Absolute.</param>
/// <param name="Text">All of it.</param>
/// <param name="Mode">Its permissions; null for those of the file that it replaces, or else the usual ones.</param>
internal sealed record OutputFile(string Path, string Text, UnixFileMode? Mode = null)
{
    /// <summary>For a file with secrets: its owner alone.</summary>
    public const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
}
