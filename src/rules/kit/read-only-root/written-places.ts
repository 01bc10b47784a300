import type { ImageConfig } from '../../../images/image-config.ts';
import type { KnownImage } from '../../../images/known-image.ts';
import { covers, realPath } from '../../../images/paths.ts';
import type { Container } from '../../../kubernetes/pod.ts';
import { configOf, imageOf, isUsualProgram } from '../container-image.ts';
import { writesOf } from '../image-writes.ts';
import type { RuleSet } from '../rule.ts';
import { commandHints } from './command-writes.ts';
import { type Hint, declaredVolumes, hintsOf } from './inferred-writes.ts';
import { type Needed, neededPlaces } from './needed-places.ts';
import { observedHints } from './observed-writes.ts';
import { type Place, hasPlaceForVolumes, isMounted } from './place.ts';

/** Where a container writes and has no volume, as far as that is known. */
export interface WrittenPlaces {
  /** Its image, where it starts what the image is known for. */
  readonly known: KnownImage | undefined;
  /** By what is known of the image. */
  readonly needed: readonly Needed[];
  /** By the settings of the container. */
  readonly hints: readonly Hint[];
  /** Both, each path once. */
  readonly places: readonly Place[];
}

/** Finds where a container writes and has no volume. */
export function writtenPlaces(container: Container, ruleSet: RuleSet): WrittenPlaces {
  const image = imageOf(container, ruleSet);
  const known = image && isUsualProgram(container, image) ? image : undefined;
  const all = known ? neededPlaces(container, known) : [];
  // Where volumes can't be added, what the image does not always need is for a person to check.
  const needed = hasPlaceForVolumes(container) ? all : all.filter(({ when }) => when === undefined);
  const hints = [
    ...hintsFor(container, known, configOf(container, ruleSet)),
    ...observedHints(container, image).filter(({ target }) => !isMounted(container, target)),
  ];
  return { known, needed, hints, places: distinct([...needed, ...hints]) };
}

/** What its settings name; what its image says of itself comes after what is known of it. */
function hintsFor(
  container: Container,
  known: KnownImage | undefined,
  config: ImageConfig | undefined,
): Hint[] {
  const writes = known ? writesOf(container, known) : [];
  const isKnown = ({ path }: Hint): boolean =>
    // The default of a path that the container moves is known as well.
    [...writes, ...(known?.writes ?? [])].some(
      (write) => covers(write.path, path) || covers(path, write.path),
    );
  // A program of the container's own choice need not use the volumes of the usual one.
  const volumes = config && isUsualProgram(container, known) ? declaredVolumes(config) : [];
  return [
    ...commandHints(container),
    ...hintsOf(container, known?.writes ? undefined : config),
    ...volumes.filter((hint) => !isKnown(hint)),
  ].filter(({ target }) => !isMounted(container, target));
}

/** One path may be named twice, by two of its names: `/run` and `/var/run`. */
export function distinct<T extends Place>(places: readonly T[]): T[] {
  const seen = new Set<string>();
  return places.filter(({ path }) => {
    const name = realPath(path);
    if (seen.has(name)) return false;
    seen.add(name);
    return true;
  });
}
