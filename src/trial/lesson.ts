import { canonicalReference } from '../images/reference.ts';
import { covers } from '../images/paths.ts';
import type { Lesson } from '../learn/learn.ts';
import type { Observation } from '../learn/observation.ts';
import { reduce } from '../learn/reduce.ts';
import type { RunRecord } from './outcome.ts';
import type { MountPlan } from './plan.ts';

/** What runs of a container say of its image; undefined for an image that has no valid name. */
export function lessonOf(
  image: string,
  observations: readonly Observation[],
  today: string,
): Lesson | undefined {
  const name = canonicalReference(image)?.name;
  if (name === undefined) return undefined;
  const title = 'podseal try';
  return { ...reduce(observations), name, image, title, source: `${title}, ${today}` };
}

/**
 * What a run shows of where its container writes: what it changed, and what it was refused outside of
 * its volumes, where a volume would serve it.
 */
export function writesOf(
  { changes, refused }: RunRecord,
  mounts: readonly MountPlan[],
): Observation[] {
  const missing = refused.filter(({ path }) => !mounts.some((mount) => covers(mount.path, path)));
  return [...changes, ...missing.map(({ path }): Observation => ({ path, change: 'changed' }))];
}
