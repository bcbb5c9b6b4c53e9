namespace Aspire.Hosting.ApplicationModel;

public enum ImagePullPolicy
{
    /// <summary>What the engine does by itself: pull what is missing.</summary>
    Default,

    Always,
    Missing,

    /// <summary>The image must be there.</summary>
    Never,
}
