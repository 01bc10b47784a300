import type { KnownImage } from '../images/known-image.ts';
import { type Container, placeFor } from '../kubernetes/pod.ts';
import { field, scalar } from '../yaml/value.ts';
import { imageOf, isUsualProgram, ownProgram } from './kit/container-image.ts';
import { type Found, type RuleSet, defineContainerRule } from './kit/rule.ts';
import { mountScratch } from './kit/read-only-root/scratch-volumes.ts';
import { observedHints } from './kit/read-only-root/observed-writes.ts';
import { isMounted } from './kit/read-only-root/place.ts';
import { code } from './kit/describe.ts';
import { describeCaveats } from './kit/read-only-root/image-checks.ts';
import {
  describeInit,
  describeLost,
  describeMissing,
  missingPlaces,
  needsFilledVolume,
} from './kit/read-only-root/needed-places.ts';

export const writablePaths = defineContainerRule({
  id: 'writable-paths',
  summary: 'a read-only container whose image writes to a path where it has no volume',
  headline: 'cannot write where it has to',
  severity: { immutable: 'error', strict: 'error' },
  dependsOn: ['readOnlyRootFilesystem', 'runAsGroup', 'runAsUser', 'volumes'],
  check(container, report, ruleSet) {
    const flag = field(container.securityContext, 'readOnlyRootFilesystem')?.value;
    const image = imageOf(container, ruleSet);
    if (container.pod.os === 'windows' || scalar(flag) !== true || container.partial) return;
    if (!image) return;
    if (!isUsualProgram(container, image)) {
      for (const found of findObserved(container, image, ruleSet)) report(found);
      return;
    }
    // An image with several programs may need a path for one of them only.
    if (ownProgram(container, image) !== undefined) return;
    for (const found of findMissing(container, image, ruleSet)) report(found);
  },
});

/** What a container with a command of its own may need: it does not have to write where its image did. */
function findObserved(container: Container, image: KnownImage, ruleSet: RuleSet): Found[] {
  const places = observedHints(container, image).filter(({ path }) => !isMounted(container, path));
  const mounts = mountScratch(container, places, ruleSet) ?? [];
  return places.map((place, index) => {
    const checks = [
      ...describeLost([place], ruleSet),
      'The container runs a command of its own: start it once with `podseal try`.',
    ];
    return {
      at: placeFor(container.value, 'volumeMounts'),
      message: `its root filesystem is read-only, and runs of its image wrote to ${code(place.path)}: mount an \`emptyDir\` there`,
      detail: place.path,
      isMinor: true,
      remedy: {
        changes: mounts[index] ?? [],
        safety: 'unsafe',
        verify: checks.join(' '),
        image,
      },
    };
  });
}

/**
 * Data without a claim is found only where a setting of the container names its place: containerd makes
 * a writable volume by itself for what an image declares as one (internal/cri/server, `volumeMounts`),
 * so that nothing need fail.
 */
function findMissing(container: Container, image: KnownImage, ruleSet: RuleSet): Found[] {
  const missing = missingPlaces(container, image).filter(
    ({ isRead, isPersistent, by }) => isRead && (!isPersistent || by !== undefined),
  );
  const scratch = missing.filter((place) => !needsFilledVolume(place));
  const mounts = mountScratch(container, scratch, ruleSet) ?? [];
  return missing.map((place) => {
    const checks = [
      ...describeLost([place], ruleSet),
      ...describeInit(container, [place]),
      ...describeCaveats(container, image),
    ];
    return {
      at: placeFor(container.value, 'volumeMounts'),
      message: `its root filesystem is read-only, and ${describeMissing(place)}`,
      detail: place.path,
      remedy: {
        changes: mounts[scratch.indexOf(place)] ?? [],
        ...(checks.length > 0
          ? { safety: 'unsafe', verify: checks.join(' ') }
          : { safety: 'safe' }),
        image,
      },
    };
  });
}
