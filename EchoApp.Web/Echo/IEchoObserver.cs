using EchoApp.Web.Echo.Body;

namespace EchoApp.Web.Echo;

/// <summary>Sees what is about to be echoed. It may not wait, and nothing that it does changes the answer.</summary>
internal interface IEchoObserver
{
    void Echoing(HttpContext context, in EchoRequest echo, EchoBody? body);
}
