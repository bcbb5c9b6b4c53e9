using System.Globalization;
using EchoApp.Web.Bins;
using EchoApp.Web.Storage;

namespace EchoApp.Web.Inspector.Bins;

/// <summary>What a bin does, in few words.</summary>
internal static class BinSummary
{
    private const int MostSteps = 3;

    /// <summary>What it answers: <c>echo</c>, <c>202</c>, <c>503 ×2, then 200</c>.</summary>
    public static string Answers(BinView bin) => bin.Script is { } script ? Answers(script) : Answer(bin.Response);

    /// <summary>How much of it is kept: <c>100,000, 7d, 1.0 GB</c>.</summary>
    public static string Keeps(BinRetention keeps)
    {
        List<string> limits = [];
        if (keeps.Requests is { } requests)
        {
            limits.Add(CountText.Of(requests));
        }

        if (keeps.Age is { } age)
        {
            limits.Add(age);
        }

        if (keeps.Bytes is { } bytes)
        {
            limits.Add(SizeText.Of(bytes));
        }

        return limits.Count == 0 ? "everything" : string.Join(", ", limits);
    }

    private static string Answers(BinScript script)
    {
        var steps = script.Steps.Take(MostSteps).Select((step, index) => index == script.Steps.Count - 1 || step.Times == 1 ? Answer(step.Response) : $"{Answer(step.Response)} ×{step.Times}");
        return string.Join(", then ", steps) + (script.Steps.Count > MostSteps ? ", …" : "");
    }

    private static string Answer(BinResponse? response) => response is null ? "echo" : response.Status.ToString(CultureInfo.InvariantCulture);
}
