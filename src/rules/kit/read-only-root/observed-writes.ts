import type { KnownImage } from '../../../images/known-image.ts';
import type { Container } from '../../../kubernetes/pod.ts';
import { isUsualProgram } from '../container-image.ts';
import type { Hint } from './inferred-writes.ts';

/**
 * Where recorded runs of an image wrote, for a container that starts a program of its own: nobody knows
 * whether that one does as well, and a project's own images mostly run like that. A folder in which the
 * image has files is left out, since an empty volume would hide them.
 */
export function observedHints(container: Container, image: KnownImage | undefined): Hint[] {
  if (!image?.isOwn || container.partial || isUsualProgram(container, image)) return [];
  return (image.writes ?? [])
    .filter(({ evidence, hidesFiles }) => evidence === 'observed' && hidesFiles !== true)
    .map(({ path, kind }) => ({ path, kind, by: 'a run', target: path, isObserved: true }));
}
