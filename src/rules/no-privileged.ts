import { type Container, effectiveWindowsOption } from '../manifest/pod.ts';
import { field, isSet, scalar } from '../manifest/value.ts';
import { notBoolean } from './describe.ts';
import { type Found, defineContainerRule } from './rule.ts';

export const noPrivileged = defineContainerRule({
  id: 'no-privileged',
  summary: 'a privileged container, for which /proc and /sys are writable even on a read-only root',
  headline: 'can change its node',
  severity: { immutable: 'error', strict: 'error' },
  check(container, report) {
    checkHostProcess(container, report);
    const value = field(container.securityContext, 'privileged')?.value;
    if (!isSet(value) || scalar(value) === false || container.pod.os === 'windows') return;
    report({
      at: value.span,
      message:
        scalar(value) === true
          ? 'it is privileged: it can write to /proc, /sys and the devices of its node, whatever else is set'
          : notBoolean('privileged', value),
      remedy: {
        safety: 'unsafe',
        changes: [
          {
            kind: 'set',
            path: [...value.path],
            value: false,
          },
        ],
        verify:
          'It may need some of what privileged gives: find out which capabilities or devices, ' +
          'and grant those alone.',
      },
    });
  },
});

/** The counterpart of privileged on Windows nodes. */
function checkHostProcess(container: Container, report: (found: Found) => void): void {
  const value = effectiveWindowsOption(container, 'hostProcess');
  if (value === undefined || scalar(value) === false) return;
  report({
    at: value.span,
    message:
      scalar(value) === true
        ? 'it is a HostProcess container: it runs on its Windows node itself'
        : notBoolean('hostProcess', value),
    detail: 'hostProcess',
  });
}
