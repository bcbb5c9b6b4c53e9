using EchoApp.Web.Echo.Body;

namespace EchoApp.Web.Echo;

internal sealed class NoObserver : IEchoObserver
{
    public void Echoing(HttpContext context, in EchoRequest echo, EchoBody? body)
    {
    }
}
