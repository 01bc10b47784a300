import type { ImageConfig } from '../images/image-config.ts';
import { RegistryError } from './failure.ts';
import { platformOf } from './image-manifest.ts';
import { MAX_KEPT_CONFIG } from './options.ts';
import { type Json, listIn, namesIn, objectIn, parseObject, textIn } from './untrusted-json.ts';

const WHAT = 'the configuration of the image';

/**
 * Reads an image's configuration (OCI image-spec, config.md). Throws RegistryError for anything else.
 *
 * @param digest what the reference leads to
 */
export function readImageConfig(bytes: Buffer, digest: string): ImageConfig {
  const json = parseObject(bytes, WHAT);
  const config: Json = isNothing(json['config']) ? {} : objectIn(json['config'], WHAT);
  const read = {
    user: textIn(config['User'], WHAT),
    volumes: namesIn(config['Volumes'], WHAT),
    workingDir: textIn(config['WorkingDir'], WHAT),
    env: readEnv(config['Env']),
    exposedPorts: readPorts(config['ExposedPorts']),
    entrypoint: readCommand(config['Entrypoint']),
    cmd: readCommand(config['Cmd']),
    digest,
    platform: platformOf(json),
  };
  if (JSON.stringify(read).length <= MAX_KEPT_CONFIG) return read;
  throw new RegistryError('too-large', `${WHAT} says more than is read`);
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null;
}

function readEnv(value: unknown): Record<string, string> {
  const entries = listIn(value, WHAT).map((item): [string, string] => {
    const text = textIn(item, WHAT);
    const equals = text.indexOf('=');
    return equals === -1 ? [text, ''] : [text.slice(0, equals), text.slice(equals + 1)];
  });
  return Object.fromEntries(entries);
}

/** `8080/tcp`, `53/udp`, `80`; old builders also wrote ranges, of which both ends are kept. */
function readPorts(value: unknown): number[] {
  const ports = namesIn(value, WHAT)
    .flatMap((name) => name.split('/')[0]?.split('-') ?? [])
    .filter((text) => /^\d{1,5}$/.test(text))
    .map(Number)
    .filter((port) => port > 0 && port < 65_536);
  return [...new Set(ports)].sort((a, b) => a - b);
}

/** A command in one text is what Docker once allowed, and still reads. */
function readCommand(value: unknown): string[] {
  if (typeof value === 'string') return [textIn(value, WHAT)];
  return listIn(value, WHAT).map((word) => textIn(word, WHAT));
}
