using System.Security.Cryptography;
using System.Text;

namespace EchoApp.Web.Bins.Responses;

/// <summary>What tells the deliveries of a script apart: of one length, however long what was sent is, and without telling it.</summary>
internal static class ScriptKey
{
    private const int Bytes = 16;

    /// <returns>Empty for all requests that say nothing.</returns>
    public static string Of(string value) => value.Length == 0 ? "" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value)).AsSpan(0, Bytes));
}
