namespace EchoApp.Web.Memory;

/// <summary>What requests hold beyond the little that all of them take: how much in all, and where.</summary>
/// <param name="Budget">How much they may hold together.</param>
/// <param name="Kept">For bytes that are kept of what came.</param>
/// <param name="Answers">For answers that are not small.</param>
internal sealed record RequestMemory(MemoryBudget Budget, PageSlots Kept, PageSlots Answers);
