import type { ImageConfig } from '../images/image-config.ts';
import { RegistryClient } from './client.ts';
import { RegistryError, type RegistryFailure, failureOf } from './failure.ts';
import { type Target, targetOf } from './hosts.ts';
import { readImageConfig } from './image-config.ts';
import { type ImageManifest, choosePlatform, readManifest } from './image-manifest.ts';
import { DEFAULTS, type RegistryOptions } from './options.ts';

/** An image as its registry has it, for one platform. */
export interface RegistryImage {
  readonly target: Target;
  readonly manifest: ImageManifest;
  readonly config: ImageConfig;
}

/**
 * Reads the configurations of images from their registries, or why one can't be read. Whatever happens
 * with one image, the others are read.
 *
 * @throws UserError when the options, or the files that they name, can't be used
 */
export async function readImageConfigs(
  references: readonly string[],
  options: RegistryOptions,
): Promise<Map<string, ImageConfig | RegistryFailure>> {
  const client = await RegistryClient.open(options);
  const results = new Map<string, ImageConfig | RegistryFailure>();
  const { concurrency = DEFAULTS.concurrency, maxImages = DEFAULTS.maxImages } = options;
  const waiting = [...new Set(references)];
  const reason = 'a run reads no more images';
  for (const left of waiting.splice(maxImages)) results.set(left, { code: 'too-many', reason });
  const work = async (): Promise<void> => {
    const next = waiting.shift();
    if (next === undefined) return;
    results.set(next, await readConfig(client, next));
    await work();
  };
  try {
    await Promise.all(Array.from({ length: Math.max(1, concurrency) }, work));
  } finally {
    client.close();
  }
  return results;
}

async function readConfig(
  client: RegistryClient,
  reference: string,
): Promise<ImageConfig | RegistryFailure> {
  try {
    return (await readImage(client, reference)).config;
  } catch (error) {
    return failureOf(error);
  }
}

/** Reads the image that a reference names. Throws RegistryError. */
export async function readImage(client: RegistryClient, reference: string): Promise<RegistryImage> {
  const target = targetOf(reference, client.hosts);
  const { bytes, digest } = await client.manifest(target);
  let manifest = readManifest(bytes);
  if (manifest.kind === 'index') {
    manifest = readManifest(await client.manifestOf(target, choosePlatform(manifest)));
  }
  if (manifest.kind === 'index') {
    throw new RegistryError('unsupported', 'its index leads to another index');
  }
  const config = readImageConfig(await client.config(target, manifest.config), digest);
  return { target, manifest, config };
}
