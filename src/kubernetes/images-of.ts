import type { Manifest } from './manifest.ts';
import { changeImage } from './kustomization/image-changes.ts';
import type { Kustomization } from './kustomization/kustomization.ts';
import { field, textOf } from '../yaml/value.ts';
import { podsOf } from './workloads.ts';

/**
 * The images that the containers of a manifest's pods run, each once: as they are written, or as the
 * kustomization names them that lists the file.
 */
export function imagesOf(manifest: Manifest, kustomization?: Kustomization): string[] {
  const images = manifest.resources
    .flatMap(podsOf)
    .flatMap(({ containers }) => containers)
    .flatMap(({ value }) => {
      const image = textOf(field(value, 'image')?.value);
      // Kustomize does not look for images in the values of a chart.
      const changes = value.document.madeFrom ? [] : (kustomization?.images ?? []);
      return image === undefined ? [] : (changeImage(image, changes)?.reference ?? image);
    });
  return [...new Set(images)];
}

/** The images of a manifest, by the names that they have when they run, and as they are written. */
export interface ImageNames {
  readonly run: readonly string[];
  readonly written: readonly string[];
}

/** Both names of the images of a manifest's containers. */
export function imageNames(manifest: Manifest, kustomization?: Kustomization): ImageNames {
  const run = imagesOf(manifest, kustomization);
  return { run, written: kustomization ? imagesOf(manifest) : run };
}
