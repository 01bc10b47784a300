import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

export type Handler = (request: IncomingMessage, response: ServerResponse) => unknown;

/** A server on loopback that a test wrote, to be hostile or to stand before a real one. */
export interface Server {
  /** `127.0.0.1:port`. */
  readonly host: string;
  readonly port: number;
  readonly requests: { readonly url: string; readonly authorization: string | undefined }[];
  stop(): void;
}

export async function startServer(
  handler: Handler,
  tls?: { readonly key: string; readonly cert: string },
): Promise<Server> {
  const requests: Server['requests'] = [];
  const listener: Handler = (request, response) => {
    requests.push({ url: request.url ?? '', authorization: request.headers.authorization });
    return handler(request, response);
  };
  const server = tls ? createTlsServer(tls, listener) : createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const stop = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { host: `127.0.0.1:${port}`, port, requests, stop };
}

/** Answers with what another server has, changed on the way. */
export function forwardTo(host: string, change: (bytes: Buffer, url: string) => Buffer): Handler {
  return async ({ url = '', headers }, response) => {
    const { accept = '', authorization } = headers;
    const answer = await fetch(`http://${host}${url}`, {
      headers: { accept, ...(authorization !== undefined && { authorization }) },
    });
    const bytes = change(Buffer.from(await answer.arrayBuffer()), url);
    const { 'content-length': _, ...kept } = Object.fromEntries(answer.headers);
    response.writeHead(answer.status, kept).end(bytes);
  };
}
