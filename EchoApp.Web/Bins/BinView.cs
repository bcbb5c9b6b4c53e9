using EchoApp.Web.Pages;
using EchoApp.Web.Storage;

namespace EchoApp.Web.Bins;

/// <param name="Name">What it is called.</param>
/// <param name="Declared">Whether configuration declares it.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="Raw">Whether what arrives is kept as it is, secrets included.</param>
/// <param name="Url">Where to send requests, this path and everything below it.</param>
internal sealed record BinView(string Name, bool Declared, DateTime CreatedAt, bool Raw, string Url)
{
    public static BinView Of(Bin bin, HttpContext context, Instance instance) =>
        new(bin.Name.ToString(), bin.IsDeclared, bin.CreatedAt.UtcDateTime, bin.Settings.Raw, PageAddress.Echo(context.Request.Host, instance.EchoPort) + BinPath.Of(bin.Name));
}
