namespace EchoApp.Publishing.Images.Registry;

/// <summary>A registry that has answered.</summary>
/// <param name="Name">As it stands in image references.</param>
/// <param name="Client">Its base address is the registry's, with the scheme that it speaks.</param>
/// <param name="IsInsecure">Whether it speaks plain HTTP, or its certificate is trusted by nobody, and that is allowed.</param>
/// <param name="Challenge">What it answered to the first request.</param>
internal sealed record RegistryConnection(string Name, HttpClient Client, bool IsInsecure, HttpResponseMessage Challenge) : IDisposable
{
    public void Dispose()
    {
        Challenge.Dispose();
        Client.Dispose();
    }
}
