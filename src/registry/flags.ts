import { homedir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../config/user-error.ts';
import type { RegistryOptions } from './options.ts';

/** What the command line and the Action say about registries. */
export interface RegistryFlags {
  /** `host[:port]`, or `http://host[:port]`. */
  readonly registryAllow?: readonly string[];
  /** `docker.io=https://mirror.example`. */
  readonly registryMirror?: readonly string[];
  /** A folder. */
  readonly registryCache?: string;
}

/**
 * The options that the flags mean, with the logins of the Docker configuration that `docker` itself
 * would use.
 *
 * @throws UserError for a mirror that is none
 */
export function registryOptions(flags: RegistryFlags, env: NodeJS.ProcessEnv): RegistryOptions {
  const { registryAllow = [], registryMirror = [], registryCache } = flags;
  const folder = env['DOCKER_CONFIG'] ?? join(homedir(), '.docker');
  return {
    allow: registryAllow,
    mirrors: Object.fromEntries(registryMirror.map(readMirror)),
    cacheFolder: registryCache,
    dockerConfig: join(folder, 'config.json'),
  };
}

function readMirror(text: string): [string, string] {
  const equals = text.indexOf('=');
  if (equals > 0) return [text.slice(0, equals), text.slice(equals + 1)];
  throw new UserError(`${JSON.stringify(text)} is no mirror: write docker.io=https://host.`);
}
