namespace EchoApp.Hosting.CommandLine;

internal enum AppHostVerb
{
    Run,
    Help,

    /// <summary>Run a step of the pipeline, and all that it depends on.</summary>
    Pipeline,

    /// <summary>Ask something of an AppHost that runs already.</summary>
    Remote,
}
