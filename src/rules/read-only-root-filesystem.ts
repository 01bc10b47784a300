import { type Container, placeInContext } from '../kubernetes/pod.ts';
import { type Value, field, isSet, scalar } from '../yaml/value.ts';
import { notBoolean } from './kit/describe.ts';
import { setInContext } from './kit/remedies.ts';
import { type Found, type RuleSet, defineContainerRule } from './kit/rule.ts';
import { readOnlyRootFix } from './kit/read-only-root/read-only-root-fix.ts';

export const readOnlyRootFilesystem = defineContainerRule({
  id: 'read-only-root-filesystem',
  summary: 'a container without `readOnlyRootFilesystem: true`',
  headline: 'can change while it runs',
  severity: { immutable: 'error', strict: 'error' },
  dependsOn: ['readOnlyRootFilesystem'],
  check(container, report, ruleSet) {
    // Windows has no read-only root: the API refuses the field there.
    if (container.pod.os === 'windows') return;
    const flag = field(container.securityContext, 'readOnlyRootFilesystem')?.value;
    const isExplicit = isSet(flag);
    if (scalar(flag) === true || (!isExplicit && container.partial)) return;
    report(describe(container, isExplicit ? flag : undefined, ruleSet));
  },
});

const ADVICE = 'set `readOnlyRootFilesystem: true`';

function describe(container: Container, flag: Value | undefined, ruleSet: RuleSet): Found {
  const at = flag?.span ?? placeInContext(container);
  const isRefused = flag !== undefined && typeof scalar(flag) !== 'boolean';
  const message = isRefused
    ? notBoolean('readOnlyRootFilesystem', flag)
    : 'the root filesystem is writable';
  const later = (): ReturnType<NonNullable<Found['later']>> => {
    const set = setInContext(container, 'readOnlyRootFilesystem', true);
    const remedy = readOnlyRootFix(container, ruleSet, set);
    if ('obstacle' in remedy) {
      const { obstacle, need } = remedy;
      return { message: `${message}; ${obstacle}`, ...(need && { need }) };
    }
    // Without a place for the flag, there is nothing to mount for.
    if (set.length === 0) return { message };
    return { message, ...(!isRefused && { advice: ADVICE }), remedy };
  };
  return { at, message, later };
}
