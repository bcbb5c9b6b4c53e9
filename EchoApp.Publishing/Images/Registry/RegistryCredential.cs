using System.Net.Http.Headers;
using System.Text;

namespace EchoApp.Publishing.Images.Registry;

/// <summary>What a registry is told about who pushes.</summary>
/// <param name="User">The name.</param>
/// <param name="Secret">The password or access token.</param>
/// <param name="Source">Where it comes from, for messages.</param>
internal sealed record RegistryCredential(string User, string Secret, string Source)
{
    /// <summary>Whether the secret is one that only the registry's token service takes (OAuth 2).</summary>
    public bool IsIdentityToken => User == "<token>";

    public AuthenticationHeaderValue Basic => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Secret}")));
}
