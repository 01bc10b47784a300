import { readFile } from 'node:fs/promises';
import { UserError } from '../errors/user-error.ts';
import { canonicalRegistry } from './hosts.ts';

/** How to log in to a registry. */
export type Credential =
  | { readonly kind: 'password'; readonly username: string; readonly password: string }
  | { readonly kind: 'token'; readonly refreshToken: string }
  /** Docker would start a program to get it. */
  | { readonly kind: 'helper' };

/** The logins of Docker's configuration, by the name of the registry. */
export type Credentials = (registry: string) => Credential | undefined;

interface DockerConfig {
  readonly auths?: Record<string, { auth?: unknown; identitytoken?: unknown } | null>;
  readonly credHelpers?: Record<string, unknown>;
  readonly credsStore?: unknown;
}

/**
 * Reads Docker's configuration; a missing file has no logins. Helpers are never started: they are
 * programs, and this reads.
 *
 * @throws UserError when the file is there and can't be read
 */
export async function readCredentials(path: string | undefined): Promise<Credentials> {
  const config = path === undefined ? {} : await readConfig(path);
  const auths = new Map(
    Object.entries(config.auths ?? {}).map(([name, entry]) => [registryOf(name), entry] as const),
  );
  const helpers = new Set(Object.keys(config.credHelpers ?? {}).map(registryOf));
  const hasStore = typeof config.credsStore === 'string' && config.credsStore !== '';
  return (registry) =>
    readEntry(auths.get(registry)) ??
    (helpers.has(registry) || hasStore ? { kind: 'helper' } : undefined);
}

async function readConfig(path: string): Promise<DockerConfig> {
  try {
    const config: unknown = JSON.parse(await readFile(path, 'utf8'));
    if (typeof config === 'object' && config !== null) return config;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    // The file's text is never repeated: it has passwords.
    throw new UserError(`${path}: Docker's configuration can't be read.`, { cause: error });
  }
  throw new UserError(`${path}: this is no configuration of Docker.`);
}

/** `https://index.docker.io/v1/`, `https://ghcr.io`, `ghcr.io`: Docker has written all of them. */
function registryOf(name: string): string {
  return canonicalRegistry(
    name
      .replace(/^https?:\/\//, '')
      .split('/', 1)
      .join(''),
  );
}

function readEntry(
  entry: { auth?: unknown; identitytoken?: unknown } | null | undefined,
): Credential | undefined {
  const { auth, identitytoken } = entry ?? {};
  if (typeof identitytoken === 'string' && identitytoken !== '') {
    return { kind: 'token', refreshToken: identitytoken };
  }
  if (typeof auth !== 'string') return undefined;
  const text = Buffer.from(auth, 'base64')
    .toString('utf8')
    .replace(/(?<!\0)\0+$/, '');
  const colon = text.indexOf(':');
  if (colon === -1) return undefined;
  return { kind: 'password', username: text.slice(0, colon), password: text.slice(colon + 1) };
}
