using System.Security.Cryptography;
using System.Text.Json;
using EchoApp.Tests.Images;
using Xunit;

namespace EchoApp.Tests.Web.Pages;

/// <summary>Files of others are those of vendored.json, byte for byte: eng/vendor.sh gets them anew.</summary>
public sealed class VendoredFileTests
{
    private const string List = "vendored.json";

    private static readonly string _folder = Path.Combine(PublishedImage.Root, "EchoApp.Web/Pages/Assets/vendor");

    [Fact]
    public void EveryFile_IsInTheListWithItsHash()
    {
        using var list = JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder, List)));
        var listed = list.RootElement.EnumerateArray().ToDictionary(file => file.GetProperty("file").GetString()!);

        Assert.Equal(Directory.GetFiles(_folder).Select(path => Path.GetFileName(path)).Where(name => name != List).Order(StringComparer.Ordinal), listed.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, file) in listed)
        {
            Assert.Equal(file.GetProperty("sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(_folder, name)))));
            foreach (var member in (string[])["package", "version", "source", "licence"])
            {
                Assert.NotEmpty(file.GetProperty(member).GetString()!);
            }
        }
    }
}
