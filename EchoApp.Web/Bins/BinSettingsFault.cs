namespace EchoApp.Web.Bins;

/// <summary>Why a bin cannot be set to something.</summary>
/// <param name="Member">The member at fault as a path, such as <c>response.status</c>; all of a script is one.</param>
/// <param name="Reason">A sentence.</param>
internal sealed record BinSettingsFault(string Member, string Reason)
{
    /// <summary>The same as one of what that member is in.</summary>
    public BinSettingsFault In(string owner) => new($"{owner}.{Member}", $"{owner}: {Reason}");
}
