using Microsoft.AspNetCore.Http;

namespace Microsoft.Extensions.Hosting;

/// <summary>What of a request's query may be told to others than who is asked: a service that knows which of its parameters are secrets registers one.</summary>
/// <param name="request">The request, whose query is not empty.</param>
/// <returns>The query without secrets, with the question mark; null for none of it.</returns>
public delegate string? QueryRedactor(HttpRequest request);
