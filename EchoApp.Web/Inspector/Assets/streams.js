// Over HTTP/1.1 browsers have six connections to a server, for all tabs: those that were looked at longest ago give theirs back.
const most = 3; // others that have been looked at since

// Calls suspend when this tab is to give its stream back, and resume once it is looked at again.
export function share(suspend, resume) {
  const channel = new BroadcastChannel("inspect-streams");
  const own = sessionStorage.getItem("tab") ?? `${Date.now()}-${Math.random()}`;
  const others = new Set();
  let isSuspended = false;
  sessionStorage.setItem("tab", own);
  channel.onmessage = ({ data }) => {
    others.add(data);
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
    channel.postMessage(own);
    if (isSuspended) {
      isSuspended = false;
      resume();
    }
  }
  document.addEventListener("visibilitychange", look);
  look();
}
