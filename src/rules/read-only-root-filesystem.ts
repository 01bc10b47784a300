import { placeInContext } from '../manifest/pod.ts';
import { field, isSet, scalar } from '../manifest/value.ts';
import { notBoolean } from './describe.ts';
import { setInContext } from './remedies.ts';
import { type Remedy, defineContainerRule } from './rule.ts';

export const readOnlyRootFilesystem = defineContainerRule({
  id: 'read-only-root-filesystem',
  summary: 'a container without `readOnlyRootFilesystem: true`',
  headline: 'can change while it runs',
  severity: { immutable: 'error', strict: 'error' },
  check(container, report) {
    // Windows has no read-only root: the API refuses the field there.
    if (container.pod.os === 'windows') return;
    const value = field(container.securityContext, 'readOnlyRootFilesystem')?.value;
    const remedy: Remedy = {
      safety: 'unsafe',
      changes: setInContext(container, 'readOnlyRootFilesystem', true),
      verify:
        'Every path that it writes to needs a volume: mount an `emptyDir` for scratch files, ' +
        'a claim for data.',
    };
    if (isSet(value)) {
      const plain = scalar(value);
      if (plain === true) return;
      const message =
        plain === false
          ? 'its root filesystem is writable'
          : notBoolean('readOnlyRootFilesystem', value);
      report({ at: value.span, message, remedy });
    } else if (!container.partial) {
      const at = placeInContext(container);
      report({ at, message: 'its root filesystem is writable', remedy });
    }
  },
});
