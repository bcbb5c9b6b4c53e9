using System.Security.Cryptography.X509Certificates;

namespace EchoApp.Hosting.Dashboard.Listening;

/// <param name="Kind">What is served there.</param>
/// <param name="Url">Where, with the port that it has in the end.</param>
/// <param name="Certificate">For https.</param>
internal sealed record Listener(ListenerKind Kind, ListenUrl Url, X509Certificate2? Certificate);
