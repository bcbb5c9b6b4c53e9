import { icon } from '../icons.js';

/** What can be read from a span: the icon of its kind, and whom it speaks to. */
const kinds = { Server: 'kind-server', Client: 'kind-client', Producer: 'kind-producer', Consumer: 'kind-consumer', Internal: 'kind-internal' };

export function kindIcon(kind) {
  return icon(kinds[kind] ?? kinds.Internal, (kind || 'Internal').toLowerCase());
}

const value = (span, ...keys) => {
  for (const key of keys) {
    const found = span.attributes.find((attribute) => attribute.key === key)?.value;
    if (found) {
      return String(found);
    }
  }
  return null;
};

/** "store:6379", "worker": the other side of a client's or producer's span; null for others. */
export function peerOf(span) {
  if (span.kind !== 'Client' && span.kind !== 'Producer') {
    return null;
  }
  const address = value(span, 'peer.service', 'server.address', 'net.peer.name', 'network.peer.address');
  const port = value(span, 'server.port', 'net.peer.port', 'network.peer.port');
  if (address) {
    return port && !value(span, 'peer.service') ? `${address}:${port}` : address;
  }
  return value(span, 'messaging.destination.name', 'db.system.name', 'db.system', 'rpc.service');
}

/** What else tells spans of the same name apart: whom it speaks to, or the path where the name has none. */
export function hintOf(span) {
  const peer = peerOf(span);
  if (peer) {
    return ` → ${peer}`;
  }
  const path = span.kind === 'Server' && !span.name.includes('/') ? value(span, 'url.path', 'http.target') : null;
  return path ? ` ${path}` : null;
}
