namespace EchoApp.Web.Access;

/// <param name="Status">401 or 403.</param>
/// <param name="Detail">Why, and what to do, in sentences.</param>
/// <param name="Challenge">What <c>WWW-Authenticate</c> says (RFC 9110 section 11.6.1); null where nothing that can be shown would help.</param>
internal sealed record AccessRefusal(int Status, string Detail, string? Challenge = null);
