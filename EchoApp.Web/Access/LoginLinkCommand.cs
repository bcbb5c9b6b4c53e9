using System.Net;
using EchoApp.Web.Listeners;
using EchoApp.Web.Storage;

namespace EchoApp.Web.Access;

/// <summary>Prints a link that logs a browser in to the running instance, once: for who is at its machine, or has a shell in its container.</summary>
internal static class LoginLinkCommand
{
    /// <exception cref="StartupException">There is nothing to log in to, or no token to be found.</exception>
    public static async Task RunAsync(IConfiguration configuration, TextWriter output)
    {
        var settings = ListenerSettings.Read(configuration);
        if (settings.PagesPort.Port == 0)
        {
            throw new StartupException("PAGES_PORT=0: nobody but the running instance knows which free port was taken. Set PAGES_PORT to a fixed one.");
        }

        var token = AccessSettings.FindToken(configuration)
            ?? throw new StartupException($"No token is found, neither in Access__Token nor in {Path.Combine(DataDirectory.Find(configuration), AccessSettings.TokenFile)}: run it with the environment of the running instance.");
        var url = PagesUrl.Of(new IPEndPoint(settings.Addresses[0].Address, settings.PagesPort.Port));
        await output.WriteLineAsync($"{url}{LoginCode.MakeLink(token, TimeProvider.System.GetUtcNow())}");
    }
}
