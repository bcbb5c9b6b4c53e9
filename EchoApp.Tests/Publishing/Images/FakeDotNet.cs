using System.Diagnostics.CodeAnalysis;

namespace EchoApp.Tests.Publishing.Images;

/// <summary>A dotnet command that notes how it is called and answers with the digest and manifest of an image, unless it fails.</summary>
internal sealed class FakeDotNet
{
    public const string Digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private readonly string _calls;

    public FakeDotNet(TemporaryDirectory directory, string? failsWith = null, string failure = "")
    {
        _calls = System.IO.Path.Combine(directory.Path, "calls");
        var text = directory.Write("output", failure);
        var answer = directory.Write("answer", Answer);
        Path = directory.WriteProgram("dotnet", $$"""
            #!/bin/sh
            echo "$@ insecure=$DOTNET_CONTAINER_INSECURE_REGISTRIES" >> '{{_calls}}'
            case "$*" in *'{{failsWith ?? "no such argument"}}'*) cat '{{text}}'; exit 1 ;; esac
            for arg in "$@"; do
              case "$arg" in
                -getResultOutputFile:*) cat '{{answer}}' > "${arg#-getResultOutputFile:}" ;;
                msbuild) cat '{{answer}}' ;;
              esac
            done
            """);
    }

    public string Path { get; }

    public IReadOnlyList<string> Calls => File.Exists(_calls) ? File.ReadAllLines(_calls) : [];

    [StringSyntax(StringSyntaxAttribute.Json)]
    private static string Answer => $$"""
        { "Properties": { "GeneratedContainerDigest": "{{Digest}}",
          "GeneratedContainerManifest": "{\"config\":{\"size\":5},\"layers\":[{\"size\":100},{\"size\":20}]}",
          "PublishAot": "", "PublishReadyToRun": "true", "NativeAotObstacle": "no compiler is there" } }
        """;
}
