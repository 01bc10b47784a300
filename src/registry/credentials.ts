import { readFile } from 'node:fs/promises';
import { UserError } from '../errors/user-error.ts';
import type { AskHelper } from './credential-helper.ts';
import { canonicalRegistry } from './hosts.ts';

/** How to log in to a registry. */
export type Credential =
  | { readonly kind: 'password'; readonly username: string; readonly password: string }
  | { readonly kind: 'token'; readonly refreshToken: string }
  /** A program has it, which was not run, or gave none. */
  | { readonly kind: 'helper'; readonly name: string; readonly wasRun: boolean };

/** The logins of Docker's configuration, by the name of the registry. */
export type Credentials = (registry: string) => Promise<Credential | undefined>;

interface DockerConfig {
  readonly auths?: Record<string, { auth?: unknown; identitytoken?: unknown } | null>;
  readonly credHelpers?: Record<string, unknown>;
  readonly credsStore?: unknown;
}

/**
 * Reads Docker's configuration; a missing file has no logins. Its helpers are programs: they are run only
 * where somebody says how, each once for a registry.
 *
 * @throws UserError when the file is there and can't be read
 */
export async function readCredentials(
  path: string | undefined,
  ask?: AskHelper,
): Promise<Credentials> {
  const config = path === undefined ? {} : await readConfig(path);
  const auths = byRegistry(config.auths);
  const helpers = byRegistry(config.credHelpers);
  const known = new Map<string, Promise<Credential | undefined>>();
  const find = async (registry: string): Promise<Credential | undefined> => {
    const written = readEntry(auths.get(registry));
    const name = helpers.get(registry) ?? config.credsStore;
    // Docker asks the helper first. What is written as well is no worse.
    if (written || typeof name !== 'string' || name === '') return written;
    if (!ask) return { kind: 'helper', name, wasRun: false };
    const answer = await ask(name, registry === 'docker.io' ? HUB_SERVER : registry);
    return readAnswer(answer) ?? { kind: 'helper', name, wasRun: true };
  };
  return async (registry) => {
    const found = known.get(registry) ?? find(registry);
    known.set(registry, found);
    return found;
  };
}

/** Under which Docker keeps the login of its Hub (docker/cli, registry.go). */
const HUB_SERVER = 'https://index.docker.io/v1/';

function byRegistry<Value>(entries: Record<string, Value> | undefined): Map<string, Value> {
  return new Map(Object.entries(entries ?? {}).map(([name, one]) => [registryOf(name), one]));
}

/** What a helper prints: an object with `Username` and `Secret`; the name `<token>` is no user's. */
function readAnswer(answer: string | undefined): Credential | undefined {
  const { Username: username, Secret: secret }: { Username?: unknown; Secret?: unknown } =
    parsed(answer) ?? {};
  if (typeof username !== 'string' || typeof secret !== 'string' || secret === '') return undefined;
  return username === '<token>'
    ? { kind: 'token', refreshToken: secret }
    : { kind: 'password', username, password: secret };
}

function parsed(text = ''): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
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
