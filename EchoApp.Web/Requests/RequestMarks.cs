namespace EchoApp.Web.Requests;

/// <summary>What can be changed of a request.</summary>
/// <param name="Pinned">Whether it stays until somebody deletes it.</param>
/// <param name="Tags">All that it is to have.</param>
internal sealed record RequestMarks(bool Pinned = false, IReadOnlyList<string>? Tags = null);
