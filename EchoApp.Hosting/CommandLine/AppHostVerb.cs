namespace EchoApp.Hosting.CommandLine;

internal enum AppHostVerb
{
    Run,
    Help,
}
