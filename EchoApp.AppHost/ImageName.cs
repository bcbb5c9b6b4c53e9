using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace EchoApp.AppHost;

internal static partial class ImageName
{
    /// <returns>The image that a configuration key names; null where it names none.</returns>
    /// <exception cref="DistributedApplicationException">It is no name of an image.</exception>
    public static string? Read(IConfiguration configuration, string key)
    {
        var image = configuration[key];
        return string.IsNullOrWhiteSpace(image) ? null : Reference().IsMatch(image) ? image : throw new DistributedApplicationException(
            $"{key} must be the name of an image, as in registry.example.com/team/name:tag, not '{image}'.");
    }

    // https://pkg.go.dev/github.com/distribution/reference
    [GeneratedRegex(@"^(?:[\w.-]+(?::[0-9]+)?/)?[a-z0-9._/-]+(?::[\w.-]{1,128})?(?:@sha256:[0-9a-f]{64})?\z")]
    private static partial Regex Reference();
}
