namespace EchoApp.Web.Echo;

/// <summary>What one proxy said in <c>Forwarded</c>: its parameters in order, names in lower case (RFC 7239 section 4).</summary>
internal sealed class ForwardedElement
{
    /// <summary>More than any proxy has to say; looking for one that occurs twice must stay cheap.</summary>
    public const int MaxParameters = 32;

    private readonly List<KeyValuePair<string, string>> _parameters = [];

    public bool IsFull => _parameters.Count >= MaxParameters;

    public IReadOnlyList<KeyValuePair<string, string>> Parameters => _parameters;

    public bool TryAdd(string name, string value)
    {
        foreach (var parameter in _parameters)
        {
            if (parameter.Key == name)
            {
                return false;
            }
        }

        _parameters.Add(new(name, value));
        return true;
    }
}
