// Over HTTP/1.1 browsers have six connections to a server, for all tabs: those that were looked at longest ago give theirs back, and who has not been seen takes none.
const most = 3; // others that have been looked at since

// Calls resume when this tab is to have a stream, which is once it is looked at, and suspend when it is to give it back.
export function share(suspend, resume) {
  const channel = new BroadcastChannel("inspect-streams");
  const own = `${performance.timeOrigin}-${Math.random()}`;
  const others = new Set();
  let isSuspended = true;
  channel.onmessage = ({ data: { seen, gone } }) => {
    seen ? others.add(seen) : others.delete(gone);
    if (document.hidden && !isSuspended && others.size >= most) {
      isSuspended = true;
      suspend();
    }
  };

  function look() {
    if (document.hidden) {
      return;
    }
    others.clear();
    channel.postMessage({ seen: own });
    if (isSuspended) {
      isSuspended = false;
      resume();
    }
  }
  document.addEventListener("visibilitychange", look);
  addEventListener("pagehide", () => {
    channel.postMessage({ gone: own });
    // Without this browsers wait for the stream before they leave the page.
    isSuspended = true;
    suspend();
  });
  addEventListener("pageshow", event => event.persisted && look());
  look();
}
