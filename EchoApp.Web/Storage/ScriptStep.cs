namespace EchoApp.Web.Storage;

/// <param name="Times">For how many requests; the last step is for all that follow.</param>
/// <param name="Response">What is answered; null for the echo.</param>
internal sealed record ScriptStep(int Times = 1, BinResponse? Response = null);
