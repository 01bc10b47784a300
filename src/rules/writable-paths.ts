import { placeFor } from '../manifest/pod.ts';
import { field, scalar } from '../manifest/value.ts';
import { imageOf, isUsualProgram } from './container-image.ts';
import { defineContainerRule } from './rule.ts';
import { mountScratch } from './scratch.ts';
import {
  describeDoubts,
  describeMissing,
  describeSeeds,
  isForPerson,
  missingPlaces,
} from './sealing.ts';

export const writablePaths = defineContainerRule({
  id: 'writable-paths',
  summary: 'a read-only container whose image writes to a path where it has no volume',
  headline: 'cannot write where it has to',
  severity: { immutable: 'error', strict: 'error' },
  check(container, report, ruleSet) {
    const flag = field(container.securityContext, 'readOnlyRootFilesystem')?.value;
    const image = imageOf(container, ruleSet);
    if (
      container.pod.os === 'windows' ||
      scalar(flag) !== true ||
      container.partial ||
      !image ||
      !isUsualProgram(container)
    )
      return;
    const missing = missingPlaces(container, image).filter(({ isRead }) => isRead);
    const scratch = missing.filter((place) => !isForPerson(place));
    const mounts = mountScratch(container, scratch, ruleSet) ?? [];
    for (const place of missing) {
      const checks = [
        ...describeSeeds([place]),
        ...(image.doubts.length > 0 ? [describeDoubts(image)] : []),
      ];
      report({
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
      });
    }
  },
});
