namespace EchoApp.Hosting.Dashboard.Telemetry.Filters;

internal enum FilterTermKind
{
    Text,
    Attribute,
    Field,
}
