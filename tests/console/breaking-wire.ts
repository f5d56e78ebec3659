import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A way to a server that breaks in the middle of a large request. */
export type BreakingWire = {
  /** Base URL by which the server is reached over the wire. */
  url: string;
  /** When a request has come so far that the wire passes on no more of it. */
  stuck: Promise<void>;
  /** Ends all connections, and lets no new one through until the wire is mended. */
  cut(): void;
  mend(): void;
  close(): Promise<void>;
};

/**
 * Opens a wire to a server.
 *
 * @param mostBytes bytes that the first connection may send that sends as many
 */
export async function openBreakingWire(serverUrl: string, mostBytes: number): Promise<BreakingWire> {
  const { hostname, port } = new URL(serverUrl);
  const stuck = Promise.withResolvers<void>();
  const sockets = new Set<Socket>();
  let isCut = false;
  let wasStuck = false;
  const endAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  const wire = createServer((near) => {
    // A browser repeats a request by itself when its connection was an old one.
    if (isCut) return near.destroy();
    const far = connect(Number(port), hostname);
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
    far.pipe(near);
    let bytes = 0;
    near.on('data', (part) => {
      far.write(part);
      bytes += part.length;
      if (wasStuck || bytes < mostBytes) return;
      wasStuck = true;
      near.pause();
      stuck.resolve();
    });
  });
  await once(wire.listen(0, hostname), 'listening');
  return {
    url: `http://${hostname}:${(wire.address() as AddressInfo).port}`,
    stuck: stuck.promise,
    cut() {
      isCut = true;
      endAll();
    },
    mend() {
      isCut = false;
    },
    async close() {
      endAll();
      wire.close();
      await once(wire, 'close');
    },
  };
}
