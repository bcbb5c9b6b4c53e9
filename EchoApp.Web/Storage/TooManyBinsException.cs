namespace EchoApp.Web.Storage;

/// <param name="most">How many there may be.</param>
internal sealed class TooManyBinsException(int most) : Exception($"There are {most} bins, and no more may be made.")
{
    public int Most => most;
}
