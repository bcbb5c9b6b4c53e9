// What htmx asks of the service, where it fails. No module, and before htmx: it listens before anything is asked.
{
  const retry = 2000; // ms
  const notices = Promise.all([import("./notice.js"), import("./markup.js")]);
  const tell = async textOf => {
    const [{ notify }, markup] = await notices;
    notify(textOf(markup));
  };

  // hx-sse comes again by itself once it has been connected, and not before; and it knows nothing of sessions that have ended.
  const connectAgain = ctx => {
    const element = ctx?.sourceElement;
    const url = element?.getAttribute("hx-sse:connect");
    if (url) {
      setTimeout(() => element.isConnected && htmx.ajax("GET", url, { source: element }), retry);
    }
    return Boolean(url);
  };

  document.addEventListener("htmx:response:error", ({ detail: { ctx } }) => connectAgain(ctx) || tell(({ reasonOf }) => reasonOf(ctx.response.status)));
  document.addEventListener("htmx:error", ({ detail: { ctx } }) => connectAgain(ctx) || tell(({ isAway }) => isAway));
  document.addEventListener("htmx:sse:error", ({ detail: { status } }) => {
    if (status === 401) {
      location.reload();
    } else {
      tell(() => "Not live at the moment: the service does not answer.");
    }
  });
}
