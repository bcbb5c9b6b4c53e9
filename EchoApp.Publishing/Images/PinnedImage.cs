using Aspire.Hosting.ApplicationModel;

namespace EchoApp.Publishing.Images;

/// <summary>An image by its digest where it has been pushed in this run, else by its tag.</summary>
internal sealed class PinnedImage(ContainerImageReference image, PushedImages pushed) : IValueProvider, IManifestExpressionProvider
{
    public string ValueExpression => image.ValueExpression;

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => GetValueAsync(new ValueProviderContext(), cancellationToken);

    public async ValueTask<string?> GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken = default) =>
        pushed.Find(image.Resource)?.Pinned ?? await ((IValueProvider)image).GetValueAsync(context, cancellationToken);
}
