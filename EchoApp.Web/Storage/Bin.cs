namespace EchoApp.Web.Storage;

/// <summary>A place that keeps the requests sent to it.</summary>
/// <param name="Name">What it is called, once among all bins.</param>
/// <param name="IsDeclared">Whether configuration declares it, and not only the API made it.</param>
/// <param name="CreatedAt">When it was made first.</param>
/// <param name="Settings">How it captures and answers.</param>
internal sealed record Bin(BinName Name, bool IsDeclared, DateTimeOffset CreatedAt, BinSettings Settings);
