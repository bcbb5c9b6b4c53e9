using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.Hosting;

/// <summary>
/// A report as lines of text: its status, then <c>name: status, description</c> for each check that describes what it found. What went wrong
/// inside is for the log, not for whoever asks.
/// </summary>
internal static class HealthText
{
    public static Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "text/plain";
        return context.Response.WriteAsync(Of(report), context.RequestAborted);
    }

    private static string Of(HealthReport report)
    {
        var text = new StringBuilder().Append(report.Status).Append('\n');
        foreach (var (name, check) in report.Entries.Where(entry => entry.Value.Description is not null && entry.Value.Exception is null))
        {
            text.Append(name).Append(": ").Append(check.Status).Append(", ").Append(check.Description).Append('\n');
        }

        return text.ToString();
    }
}
