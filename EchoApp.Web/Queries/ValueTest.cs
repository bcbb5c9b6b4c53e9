using System.Text.Json;

namespace EchoApp.Web.Queries;

/// <summary>What a value that has been taken out of a request has to be.</summary>
internal abstract record ValueTest
{
    public virtual bool IsPattern => false;

    public abstract bool Holds(string value);

    public abstract bool Holds(JsonElement value);
}
