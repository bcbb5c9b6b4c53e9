using System.Text;
using EchoApp.Web.Storage;

namespace EchoApp.Web.Bins.Responses;

/// <summary>What tells the deliveries of a script apart. It is stored as a fingerprint alone: values may be secrets.</summary>
internal static class ScriptKey
{
    /// <param name="script">Another script counts anew, also while requests to the old one are still being counted.</param>
    /// <param name="value">Empty for all requests that say nothing.</param>
    public static byte[] Of(BinScript script, string value) => Encoding.UTF8.GetBytes($"{BinSettingsJson.Write(new BinSettings { Script = script })}\n{value}");
}
