import type { KnownImage } from '../images/known-image.ts';
import { placeFor } from '../manifest/pod.ts';
import { field, scalar } from '../manifest/value.ts';
import { imageOf, isUsualProgram } from './container-image.ts';
import { type Remedy, defineContainerRule } from './rule.ts';
import { mountScratch } from './scratch.ts';
import { describeDoubts, describeMissing, missingPlaces } from './sealing.ts';

export const writablePaths = defineContainerRule({
  id: 'writable-paths',
  summary: 'a read-only container whose image writes to a path where it has no volume',
  headline: 'cannot write where it has to',
  severity: { immutable: 'error', strict: 'error' },
  check(container, report, ruleSet) {
    const flag = field(container.securityContext, 'readOnlyRootFilesystem')?.value;
    const image = imageOf(container, ruleSet);
    if (scalar(flag) !== true || container.partial || !image || !isUsualProgram(container)) return;
    const missing = missingPlaces(container, image).filter(({ isRead }) => isRead);
    const scratch = missing.filter(({ isPersistent, isSeeded }) => !isPersistent && !isSeeded);
    const mounts = mountScratch(container, scratch, ruleSet) ?? [];
    for (const write of missing) {
      // A mount and its volume.
      const at = 2 * scratch.indexOf(write);
      const changes = at < 0 ? [] : mounts.slice(at, at + 2);
      report({
        at: placeFor(container.value, 'volumeMounts'),
        message: `its root filesystem is read-only, and ${describeMissing(write)}`,
        detail: write.path,
        remedy: { ...trustIn(image), changes, image },
      });
    }
  },
});

function trustIn(image: KnownImage): Pick<Remedy, 'safety' | 'verify'> {
  return image.doubts.length === 0
    ? { safety: 'safe' }
    : { safety: 'unsafe', verify: describeDoubts(image) };
}
