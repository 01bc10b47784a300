import { setTimeout as wait } from 'node:timers/promises';
import { readCredentials } from './credentials.ts';
import { isDigest, sha256, verify } from './digest.ts';
import { DocumentCache } from './document-cache.ts';
import { RegistryError } from './failure.ts';
import { type Hosts, type Target, readHosts } from './hosts.ts';
import { type Descriptor, MANIFEST_TYPES } from './image-manifest.ts';
import { Login } from './login.ts';
import { DEFAULTS, MAX_CONFIG, MAX_MANIFEST, type RegistryOptions } from './options.ts';
import { type Answer, Transport, explain, readBody } from './transport.ts';

/** A registry that asks for more patience is not waited for: a review should not take minutes. */
const MAX_WAIT = 5000;
/** Once for a registry that is busy, and once more. */
const MAX_TRIES = 3;

/** Reads from registries what manifests and digests name. All its methods throw RegistryError. */
export class RegistryClient {
  readonly hosts: Hosts;
  /** When the time for everything is over, by `performance.now()`. */
  readonly endsAt: number;
  readonly #transport: Transport;
  readonly #login: Login;
  readonly #cache: DocumentCache;
  readonly #timeout: number;
  readonly #signal: AbortSignal;
  readonly #authorizations = new Map<string, string>();

  private constructor(hosts: Hosts, transport: Transport, login: Login, options: RegistryOptions) {
    this.hosts = hosts;
    this.#transport = transport;
    this.#login = login;
    this.#cache = new DocumentCache(options.cacheFolder);
    this.#timeout = options.timeout ?? DEFAULTS.timeout;
    const deadline = options.deadline ?? DEFAULTS.deadline;
    this.#signal = AbortSignal.timeout(deadline);
    this.endsAt = performance.now() + deadline;
  }

  /** @throws UserError when the options, or the files that they name, can't be used */
  static async open(options: RegistryOptions): Promise<RegistryClient> {
    const hosts = readHosts(options);
    const transport = new Transport(hosts, options);
    const credentials = await readCredentials(options.dockerConfig, options.askHelper);
    const login = new Login(transport, credentials);
    return new RegistryClient(hosts, transport, login, options);
  }

  close(): void {
    this.#transport.close();
  }

  /** The manifest or index that a target's tag or digest names, and its digest. */
  async manifest(target: Target): Promise<{ bytes: Buffer; digest: string }> {
    const { version } = target;
    if (isDigest(version)) {
      const bytes = await this.#document(target, `manifests/${version}`, version, MAX_MANIFEST);
      return { bytes, digest: version };
    }
    const { bytes, headers } = await this.#fetch(target, `manifests/${version}`, MAX_MANIFEST);
    const claimed = headers['docker-content-digest'];
    const digest = typeof claimed === 'string' && isDigest(claimed) ? claimed : sha256(bytes);
    verify(bytes, digest, 'the manifest of the image');
    await this.#cache.set(digest, bytes);
    return { bytes, digest };
  }

  /** The manifest that an index points to. */
  async manifestOf(target: Target, descriptor: Descriptor): Promise<Buffer> {
    return this.#document(
      target,
      `manifests/${descriptor.digest}`,
      descriptor.digest,
      MAX_MANIFEST,
    );
  }

  /** The configuration that a manifest points to. */
  async config(target: Target, { digest, size }: Descriptor): Promise<Buffer> {
    if (size > MAX_CONFIG) {
      throw new RegistryError('too-large', `its configuration has more than ${MAX_CONFIG} bytes`);
    }
    return this.#document(target, `blobs/${digest}`, digest, MAX_CONFIG);
  }

  /** A layer's bytes, unverified: the reader hashes what it reads. */
  async layer(target: Target, { digest }: Descriptor): Promise<Answer> {
    return this.#get(target, `blobs/${digest}`, this.#signal);
  }

  async #document(target: Target, path: string, digest: string, limit: number): Promise<Buffer> {
    const kept = await this.#cache.get(digest);
    if (kept) return kept;
    const { bytes } = await this.#fetch(target, path, limit);
    verify(bytes, digest, path.startsWith('blobs/') ? 'its configuration' : 'its manifest');
    await this.#cache.set(digest, bytes);
    return bytes;
  }

  async #fetch(
    target: Target,
    path: string,
    limit: number,
  ): Promise<{ bytes: Buffer; headers: Answer['headers'] }> {
    const signal = AbortSignal.any([this.#signal, AbortSignal.timeout(this.#timeout)]);
    const answer = await this.#get(target, path, signal);
    return { bytes: await readBody(answer, limit), headers: answer.headers };
  }

  async #get(target: Target, path: string, signal: AbortSignal, tries = 1): Promise<Answer> {
    const url = new URL(`${target.origin}/v2/${target.repository}/${path}`);
    const key = `${target.origin}/${target.repository}`;
    const accept = path.startsWith('manifests/') ? MANIFEST_TYPES.join(', ') : '*/*';
    const authorization = this.#authorizations.get(key);
    const answer = await this.#transport.send({
      url,
      from: target.origin,
      accept,
      authorization,
      signal,
    });
    if (answer.status === 200) return answer;
    answer.body.destroy();
    const challenge = answer.headers['www-authenticate'];
    const pause = pauseOf(answer);
    if (tries === MAX_TRIES) throw await this.#refusal(answer, target);
    // A token may run out on the way; a password that was refused once is not sent again.
    const isRefused = authorization?.startsWith('Basic ') === true;
    // Where the registry leads to must not ask for what is the registry's (CVE-2020-15157).
    const mayLogIn = answer.origin === target.origin && !isRefused;
    if (answer.status === 401 && challenge !== undefined && mayLogIn) {
      this.#authorizations.set(key, await this.#login.answer(challenge, target, signal));
    } else if (pause !== undefined) await pauseFor(pause, answer.host, signal);
    else throw await this.#refusal(answer, target);
    return this.#get(target, path, signal, tries + 1);
  }

  async #refusal({ status, host, origin }: Answer, target: Target): Promise<RegistryError> {
    switch (status) {
      case 401:
        if (origin === target.origin) return this.#login.refusal(target);
        return new RegistryError(
          'needs-login',
          `${target.registry} leads to ${host}, which wants a login`,
        );
      case 403:
        return new RegistryError('forbidden', `${host} does not let us read it`);
      case 404:
        return new RegistryError('not-found', `${host} does not have it`);
      case 429:
        return new RegistryError('rate-limited', `${host} has been asked too often`);
      default:
        return new RegistryError('unreachable', `${host} answers with the status ${status}`);
    }
  }
}

/** How long a busy registry asks to wait, in milliseconds; undefined where it is no use. */
function pauseOf({ status, headers }: Answer): number | undefined {
  if (status !== 429 && status !== 503) return undefined;
  const seconds = Number(headers['retry-after'] ?? 'none');
  return seconds >= 0 && seconds * 1000 <= MAX_WAIT ? seconds * 1000 : undefined;
}

async function pauseFor(pause: number, host: string, signal: AbortSignal): Promise<void> {
  try {
    await wait(pause, undefined, { signal });
  } catch (error) {
    throw explain(error, host);
  }
}
