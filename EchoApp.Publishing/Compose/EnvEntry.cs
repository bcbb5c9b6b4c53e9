namespace EchoApp.Publishing.Compose;

/// <summary>One variable of an environment file.</summary>
/// <param name="Key">Its name.</param>
/// <param name="RawValue">What stands behind the equals sign, with its quotes.</param>
/// <param name="Before">The comments above it, as they stand there.</param>
internal sealed record EnvEntry(string Key, string RawValue, IReadOnlyList<string> Before);
