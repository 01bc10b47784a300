import type { Manifest } from './manifest.ts';
import { field, textOf } from '../yaml/value.ts';
import { podsOf } from './workloads.ts';

/** The images that the containers of a manifest's pods name, as they are written, each once. */
export function imagesOf(manifest: Manifest): string[] {
  const images = manifest.resources
    .flatMap(podsOf)
    .flatMap(({ containers }) => containers)
    .flatMap(({ value }) => textOf(field(value, 'image')?.value) ?? []);
  return [...new Set(images)];
}
