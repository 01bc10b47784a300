import {
  type IncomingHttpHeaders,
  type IncomingMessage,
  Agent,
  request as requestPlain,
} from 'node:http';
import { Agent as TlsAgent, request as requestTls } from 'node:https';
import { type LookupFunction, isIP } from 'node:net';
import { type Readable, addAbortSignal } from 'node:stream';
import { connectionLookup, isPublicAddress, publicLookup, resolveBySystem } from './address.ts';
import { RegistryError } from './failure.ts';
import type { Hosts } from './hosts.ts';
import { DEFAULTS, type RegistryOptions } from './options.ts';

/** A request: a GET without a form, a POST with one. */
export interface Request {
  readonly url: URL;
  /** The origin of the registry that leads there, by a redirect or a challenge. */
  readonly from: string;
  readonly accept: string;
  readonly authorization?: string | undefined;
  readonly form?: URLSearchParams;
  readonly signal: AbortSignal;
}

/** What came back, its body not yet read. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Readable;
  readonly host: string;
  /** Where it came from, after all redirects. */
  readonly origin: string;
}

/** Blobs are redirected once, to a store; registries in front of registries need a few more. */
const MAX_REDIRECTS = 5;
const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];

/** Connections are kept for more requests, so those to hosts that may have any address are apart. */
interface Connections {
  readonly lookup: LookupFunction;
  readonly plain: Agent;
  readonly tls: TlsAgent;
}

/**
 * Agents of our own: the global ones may be told by the environment to use a proxy, which would
 * connect to addresses that nobody checked.
 */
function connections(lookup: LookupFunction): Connections {
  return {
    lookup,
    plain: new Agent({ keepAlive: true }),
    tls: new TlsAgent({ keepAlive: true }),
  };
}

/** Sends requests, to public addresses and to hosts that the user named, and nowhere else. */
export class Transport {
  readonly #hosts: Hosts;
  readonly #timeout: number;
  readonly #named: Connections;
  readonly #others: Connections;

  constructor(hosts: Hosts, { resolve = resolveBySystem, timeout }: RegistryOptions) {
    this.#hosts = hosts;
    this.#timeout = timeout ?? DEFAULTS.timeout;
    this.#named = connections(connectionLookup(resolve));
    this.#others = connections(publicLookup(resolve));
  }

  /** Sends a request and follows redirects; credentials stay with the origin that they are for. */
  async send(request: Request, hops = MAX_REDIRECTS): Promise<Answer> {
    const { url } = request;
    const answer = await this.#sendOnce(request).catch((error: unknown) => {
      throw explain(error, url.host);
    });
    const { location } = answer.headers;
    if (!REDIRECTS.includes(answer.status) || location === undefined) return answer;
    answer.body.destroy();
    const next = URL.parse(location, url.href);
    if (!next || hops === 0 || request.form) {
      throw new RegistryError('invalid', `${url.host} redirects where nobody can follow`);
    }
    const authorization = next.origin === url.origin ? request.authorization : undefined;
    return this.send({ ...request, url: next, authorization }, hops - 1);
  }

  /** Closes the connections that are kept for more requests. */
  close(): void {
    for (const { plain, tls } of [this.#named, this.#others]) {
      plain.destroy();
      tls.destroy();
    }
  }

  async #sendOnce({ url, from, accept, authorization, form, signal }: Request): Promise<Answer> {
    // A registry that nobody named must not lead to one that somebody did, in a private network.
    const isNamed = [url.origin, from].every((origin) => this.#hosts.allowed.has(origin));
    const { lookup, plain, tls } = isNamed ? this.#named : this.#others;
    assertMayAsk(url, isNamed);
    const isTls = url.protocol === 'https:';
    const options = {
      method: form ? 'POST' : 'GET',
      agent: isTls ? tls : plain,
      lookup,
      signal,
      timeout: this.#timeout,
      headers: {
        accept,
        'user-agent': 'podseal',
        ...(authorization !== undefined && { authorization }),
        ...(form && { 'content-type': 'application/x-www-form-urlencoded' }),
      },
    };
    return new Promise((resolve, reject) => {
      let response: IncomingMessage | undefined;
      const sent = (isTls ? requestTls : requestPlain)(url, options, (incoming) => {
        response = addAbortSignal(signal, incoming);
        const { statusCode: status = 0, headers } = response;
        resolve({ status, headers, body: response, host: url.host, origin: url.origin });
      });
      sent.on('timeout', () => {
        const error = new RegistryError('timeout', `${url.host} does not answer`);
        (response ?? sent).destroy(error);
      });
      sent.on('error', reject);
      sent.end(form?.toString());
    });
  }
}

/** An address in the URL itself is never looked up, so it is checked here. */
function assertMayAsk(url: URL, isNamed: boolean): void {
  if (url.username !== '' || url.password !== '') {
    throw new RegistryError('invalid', `${url.host} is given with a password`);
  }
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isNamed)) {
    throw new RegistryError('refused-address', `${url.host} would be asked without TLS`);
  }
  const address = url.hostname.replace(/^\[|\]$/g, '');
  if (!isNamed && isIP(address) !== 0 && !isPublicAddress(address)) {
    throw new RegistryError('refused-address', `${url.host} is no public address`);
  }
}

/** What broke a connection, or the reading of an answer, as a failure. */
export function explain(error: unknown, host: string): RegistryError {
  if (error instanceof RegistryError) return error;
  if (error instanceof AggregateError && error.errors[0] instanceof RegistryError) {
    return error.errors[0];
  }
  const { name = '', code = '' }: NodeJS.ErrnoException | Record<string, undefined> =
    error instanceof Error ? error : {};
  if (name === 'AbortError' || name === 'TimeoutError') {
    return new RegistryError('timeout', `${host} took too long`, { cause: error });
  }
  const known = /^[A-Z][A-Z0-9_]+$/.test(code) ? ` (${code})` : '';
  return new RegistryError('unreachable', `${host} can't be reached${known}`, { cause: error });
}

/** Reads a body that may have so many bytes and no more. */
export async function readBody({ body, headers, host }: Answer, limit: number): Promise<Buffer> {
  const tooLarge = new RegistryError('too-large', `${host} sends more than ${limit} bytes`);
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    if (Number(headers['content-length'] ?? 0) > limit) throw tooLarge;
    for await (const chunk of body as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > limit) throw tooLarge;
      chunks.push(chunk);
    }
  } catch (error) {
    body.destroy();
    throw explain(error, host);
  }
  return Buffer.concat(chunks);
}
