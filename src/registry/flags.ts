import { homedir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../errors/user-error.ts';
import type { Values } from '../options/options.ts';
import type { RegistryOptions } from './options.ts';

/** What a front end says about registries. */
export interface RegistryFlags {
  /** Whether registries are asked at all. */
  readonly registry: boolean;
  /** `host[:port]`, or `http://host[:port]`. */
  readonly registryAllow?: readonly string[] | undefined;
  /** `docker.io=https://mirror.example`. */
  readonly registryMirror?: readonly string[] | undefined;
  /** A folder. */
  readonly registryCache?: string | undefined;
  readonly registryLayers?: RegistryOptions['layers'];
  /** Whether charts are pulled. */
  readonly pullCharts?: boolean | undefined;
}

/** What the options that all front ends share say about registries. */
export function registryFlagsOf(values: Values): RegistryFlags {
  return {
    registry: values.registry,
    registryAllow: values['registry-allow'],
    registryMirror: values['registry-mirror'],
    registryCache: values['registry-cache'],
    registryLayers: values['registry-layers'],
    pullCharts: values['pull-charts'],
  };
}

/**
 * The options that the flags mean, with the logins of the Docker configuration that `docker` itself
 * would use; undefined where no registry is to be asked.
 *
 * @throws UserError for a mirror that is none, and for flags that would do nothing
 */
export function registryOptions(
  flags: RegistryFlags,
  env: NodeJS.ProcessEnv,
): RegistryOptions | undefined {
  const { registry, registryAllow = [], registryMirror = [], registryCache } = flags;
  if (!registry) {
    if (flags.pullCharts === true) return undefined;
    if (registryAllow.length + registryMirror.length === 0 && registryCache === undefined) return;
    throw new UserError(
      'registry-allow, registry-mirror and registry-cache do nothing without registry: give that, too.',
    );
  }
  const { registryLayers = 'unknown' } = flags;
  const folder = env['DOCKER_CONFIG'] ?? join(homedir(), '.docker');
  return {
    allow: registryAllow,
    mirrors: Object.fromEntries(registryMirror.map(readMirror)),
    cacheFolder: registryCache,
    layers: registryLayers,
    dockerConfig: join(folder, 'config.json'),
  };
}

function readMirror(text: string): [string, string] {
  const equals = text.indexOf('=');
  if (equals > 0) return [text.slice(0, equals), text.slice(equals + 1)];
  throw new UserError(`${JSON.stringify(text)} is not a mirror: write docker.io=https://host.`);
}
