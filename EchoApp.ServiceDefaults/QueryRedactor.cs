namespace Microsoft.Extensions.Hosting;

/// <summary>What of a query may be told to others than who is asked: a service that knows which of its parameters are secrets registers one.</summary>
/// <param name="query">As it came, with the question mark.</param>
/// <returns>The same without secrets.</returns>
public delegate string QueryRedactor(string query);
