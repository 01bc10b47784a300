import { readImageConfigs } from '../../../src/registry/read-image-configs.ts';
import type { RegistryOptions } from '../../../src/registry/options.ts';
import { type Document, blob, json } from './image.ts';
import { type Handler, type Server, startServer } from './server.ts';

const servers: Server[] = [];

/** Starts a server that runs until `stopServers`. */
export async function serve(handler: Handler): Promise<Server> {
  const server = await startServer(handler);
  servers.push(server);
  return server;
}

export function stopServers(): void {
  for (const server of servers.splice(0)) server.stop();
}

export const allow = (...found: readonly Server[]): string[] =>
  found.map(({ host }) => `http://${host}`);

/** What comes of an image on a server. */
export async function read(server: Server, options: RegistryOptions = {}) {
  const reference = `${server.host}/app`;
  const all = { allow: allow(server), ...options };
  return (await readImageConfigs([reference], all)).get(reference);
}

/** A registry that has one image, by whatever name. */
export function serving(document: Document): Handler {
  const all = [document, ...document.children].flatMap((one) => [one, ...one.blobs]);
  return ({ url = '' }, response) => {
    const found = all.find(({ digest }) => url.endsWith(digest)) ?? document;
    response.writeHead(200, { 'content-type': found.mediaType }).end(found.bytes);
  };
}

/** A registry whose image has this for a manifest. */
export async function serveManifest(manifest: unknown): Promise<Server> {
  return serve(serving({ ...blob(json(manifest), ''), blobs: [], children: [] }));
}
