namespace EchoApp.Web.Capture.Redaction;

internal enum RedactedPlace
{
    Header,
    Trailer,
    Query,
    Json,
    Form,
}
