using System.Security.Cryptography;
using Aspire.Hosting.ApplicationModel;

namespace EchoApp.Hosting.Engine;

/// <summary>What the instances of a resource are called: by their id, and before people by the resource's name where there is one alone.</summary>
internal static class InstanceNames
{
    private const string SuffixCharacters = "abcdefghjkmnpqrstuvwxyz";
    private const int SuffixLength = 8;

    /// <summary>Only projects have replicas.</summary>
    public static int Count(IResource resource) => resource is ProjectResource ? resource.GetReplicaCount() : 1;

    /// <summary>For example <c>web-hkqzrmtb</c>.</summary>
    public static string NewId(IResource resource) => $"{resource.Name}-{RandomNumberGenerator.GetString(SuffixCharacters, SuffixLength)}";

    public static string Shown(IResource resource, string id) => Count(resource) > 1 ? id : resource.Name;

    public static int ShownLength(IResource resource) => resource.Name.Length + (Count(resource) > 1 ? 1 + SuffixLength : 0);
}
