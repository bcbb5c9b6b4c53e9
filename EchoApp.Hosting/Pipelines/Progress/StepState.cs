namespace EchoApp.Hosting.Pipelines.Progress;

internal enum StepState
{
    Waiting,
    Running,
    Done,
    Failed,
    Cancelled,
}
