namespace EchoApp.Hosting.Pipelines;

/// <summary>What a run has written, pushed or started, in the order in which steps told it.</summary>
internal sealed class PipelineSummary
{
    private readonly Lock _gate = new();
    private readonly List<(string What, string Where)> _items = [];

    public IReadOnlyList<(string What, string Where)> Items
    {
        get
        {
            lock (_gate)
            {
                return [.. _items];
            }
        }
    }

    /// <param name="what">Such as <c>compose file</c>.</param>
    /// <param name="where">A path, an image, a URL.</param>
    public void Add(string what, string where)
    {
        lock (_gate)
        {
            _items.Add((what, where));
        }
    }
}
