using System.Globalization;

namespace EchoApp.Hosting.Pipelines.Progress;

internal static class SummaryText
{
    /// <summary>What and where, in two columns; where one thing has several places, it is named once.</summary>
    public static IEnumerable<string> Lines(PipelineSummary summary)
    {
        var items = summary.Items;
        var width = items.Select(item => item.What.Length).DefaultIfEmpty().Max();
        return items.Select((item, i) => $"{(i > 0 && items[i - 1].What == item.What ? "" : item.What).PadRight(width)}  {item.Where}");
    }

    /// <summary>In seconds, with one decimal.</summary>
    public static string Of(TimeSpan elapsed) => string.Create(CultureInfo.InvariantCulture, $"{elapsed.TotalSeconds:0.0} s");
}
