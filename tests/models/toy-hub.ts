import { createReadStream, readdirSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** A hub of models on this machine, as far as Reelmill asks one. */
export type ToyHub = {
  /** Base URL with a slash at its end. */
  url: string;
  /** Paths that were asked for. */
  asked: string[];
  /** Files (paths in a model) that break off half way. */
  broken: Set<string>;
  close(): Promise<void>;
};

const filesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));

/**
 * Opens a hub.
 *
 * @param models folders by the ids of the models
 */
export async function openToyHub(models: Record<string, string>): Promise<ToyHub> {
  const asked: string[] = [];
  const broken = new Set<string>();
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '');
    asked.push(path);
    const listed = models[path.replace('/api/models/', '')];
    if (listed !== undefined) {
      response.end(JSON.stringify({ siblings: filesOf(listed).map((rfilename) => ({ rfilename })) }));
      return;
    }
    const [id = '', file = ''] = path.slice(1).split('/resolve/main/');
    const folder = models[id];
    if (folder === undefined || !filesOf(folder).includes(file)) {
      response.writeHead(404).end();
      return;
    }
    const { size } = statSync(join(folder, file));
    response.setHeader('Content-Length', size);
    if (!broken.has(file)) {
      createReadStream(join(folder, file)).pipe(response);
      return;
    }
    response.write(Buffer.alloc(Math.ceil(size / 2)));
    setImmediate(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    asked,
    broken,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
