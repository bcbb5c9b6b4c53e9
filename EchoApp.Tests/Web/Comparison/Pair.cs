using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using EchoApp.Tests.Web.Storage;
using EchoApp.Web.Capture;
using EchoApp.Web.Capture.Redaction;
using EchoApp.Web.Comparison;
using EchoApp.Web.Echo;
using EchoApp.Web.Memory;
using EchoApp.Web.Storage;
using Microsoft.Extensions.Options;
using Xunit;

namespace EchoApp.Tests.Web.Comparison;

/// <summary>Requests as they are stored, to be compared.</summary>
internal static class Pair
{
    private static readonly RequestMemory _memory = new(new MemoryBudget(long.MaxValue), new PageSlots(16 * 1024 * 1024), new PageSlots(4096));

    private static readonly RequestComparer _comparer = WithRoomFor(1024 * 1024);

    /// <summary>One that reads as many bytes of a body.</summary>
    public static RequestComparer WithRoomFor(int bytes) => new(_memory, Options.Create(new EchoOptions { MaxBodyKept = bytes }));

    /// <param name="target">Its target.</param>
    /// <param name="fields">Its field lines, each with its end.</param>
    /// <param name="body">Its body.</param>
    /// <param name="change">What else is known of it.</param>
    public static StoredRequest Request(string target = "/b/orders", string fields = "", byte[]? body = null, Func<CaptureDetails, CaptureDetails>? change = null)
    {
        body ??= [];
        var details = Samples.Details with { BodySha256 = body.Length == 0 ? null : Convert.ToHexStringLower(SHA256.HashData(body)) };
        var record = Samples.Request(target).Record with { BodyLength = body.Length, BodyKept = body.Length, Details = StoredDetails.Write(change?.Invoke(details) ?? details) };
        return new(1, record, Encoding.Latin1.GetBytes(string.Create(CultureInfo.InvariantCulture, $"POST {target} HTTP/1.1\r\n{fields}\r\n")), body);
    }

    public static Task<RequestComparison> CompareAsync(StoredRequest left, StoredRequest right, int around = ComparisonReader.Around) =>
        _comparer.CompareAsync(left, right, around, TestContext.Current.CancellationToken);

    /// <summary>Compares bodies without a type.</summary>
    public static Task<BodyComparison> CompareBodiesAsync(string left, string right, int around = ComparisonReader.Around) =>
        CompareBodiesAsync(Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right), around: around);

    public static async Task<BodyComparison> CompareBodiesAsync(byte[] left, byte[] right, string fields = "", int around = ComparisonReader.Around) =>
        (await CompareAsync(Request(fields: fields, body: left), Request(fields: fields, body: right), around)).Body;

    /// <summary>The details of a request whose body had a secret in it.</summary>
    public static CaptureDetails Redacted(CaptureDetails details, string keyedHash) => details with { BodySha256 = null, BodyKeyedSha256 = keyedHash, BodyForm = RedactedForm.Decoded };
}
