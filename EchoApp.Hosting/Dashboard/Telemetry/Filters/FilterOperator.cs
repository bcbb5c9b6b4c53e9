namespace EchoApp.Hosting.Dashboard.Telemetry.Filters;

internal enum FilterOperator
{
    Equal,
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
}
