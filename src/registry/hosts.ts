import { UserError } from '../errors/user-error.ts';
import { parseImageReference } from '../kubernetes/image-reference.ts';
import { RegistryError } from './failure.ts';
import type { RegistryOptions } from './options.ts';

/** Which hosts the user named, and where the images of a registry are asked for. */
export interface Hosts {
  /** Origins that may have any address. */
  readonly allowed: ReadonlySet<string>;
  readonly mirrors: ReadonlyMap<string, URL>;
}

/** An image by the place where it is asked for. */
export interface Target {
  readonly origin: string;
  /** The name that credentials are filed under. */
  readonly registry: string;
  readonly repository: string;
  /** A digest, else a tag. */
  readonly version: string;
}

/** The names of Docker Hub, and the host that serves its images. */
const HUB_NAMES: readonly string[] = ['docker.io', 'index.docker.io', 'registry-1.docker.io'];
const HUB_HOST = 'registry-1.docker.io';

/** @throws UserError for a host or a mirror that is none */
export function readHosts({ allow = [], mirrors = {} }: RegistryOptions): Hosts {
  const named = allow.map((text) => {
    const url = readUrl(text);
    if (url.pathname === '/') return url;
    throw new UserError(`${JSON.stringify(text)} has a path: write host:port.`);
  });
  const urls = Object.entries(mirrors).map(
    ([name, url]) => [canonicalRegistry(name), readUrl(url)] as const,
  );
  const origins = [...named, ...urls.map(([, url]) => url)].map(({ origin }) => origin);
  return { allowed: new Set(origins), mirrors: new Map(urls) };
}

function readUrl(text: string): URL {
  const url = URL.parse(/^\w+:\/\//.test(text) ? text : `https://${text}`);
  const isHttp = url?.protocol === 'https:' || url?.protocol === 'http:';
  if (isHttp && url.username + url.password + url.search + url.hash === '') return url;
  throw new UserError(`${JSON.stringify(text)} is no host of a registry: write host:port.`);
}

/** Where the image of a reference is asked for. Throws RegistryError for no reference. */
export function targetOf(reference: string, { allowed, mirrors }: Hosts): Target {
  const parsed = parseImageReference(reference);
  if (!parsed) throw new RegistryError('no-reference', 'it is not a valid image reference');
  const registry = canonicalRegistry(parsed.registry ?? 'docker.io');
  const isHub = registry === 'docker.io';
  const isOfficial = isHub && !parsed.repository.includes('/');
  const repository = isOfficial ? `library/${parsed.repository}` : parsed.repository;
  const version = parsed.digest ?? parsed.tag ?? 'latest';
  const mirror = mirrors.get(registry);
  if (mirror) {
    const prefix = mirror.pathname.split('/').filter((part) => part !== '');
    return {
      origin: mirror.origin,
      registry: mirror.host,
      repository: [...prefix, repository].join('/'),
      version,
    };
  }
  const url = URL.parse(`https://${isHub ? HUB_HOST : registry}`);
  if (!url) throw new RegistryError('no-reference', 'its registry is no host');
  const plain = `http://${registry}`;
  const origin = allowed.has(new URL(plain).origin) ? new URL(plain).origin : url.origin;
  return { origin, registry, repository, version };
}

/** Docker Hub by one name, every other registry by its own, in lower case as hosts are. */
export function canonicalRegistry(name: string): string {
  const lower = name.toLowerCase();
  return HUB_NAMES.includes(lower) ? 'docker.io' : lower;
}
