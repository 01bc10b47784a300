import type { ImageConfig } from '../images/image-config.ts';
import type { RegistryClient } from './client.ts';
import { RegistryError } from './failure.ts';
import { type Target, targetOf } from './hosts.ts';
import { readImageConfig } from './image-config.ts';
import { type ImageManifest, choosePlatform, readManifest } from './image-manifest.ts';

/** An image as its registry has it, for one platform. */
export interface RegistryImage {
  readonly target: Target;
  readonly manifest: ImageManifest;
  readonly config: ImageConfig;
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
