import type { ValueChange } from '../../../yaml/value-change.ts';
import type { Container, Pod } from '../../../kubernetes/pod.ts';
import { type Path, scalar, valueAt } from '../../../yaml/value.ts';
import { code } from '../describe.ts';
import type { Found, Remedy, RuleSet } from '../rule.ts';
import { userRemedy } from '../non-root.ts';
import { readOnlyRootFix } from '../read-only-root/read-only-root-fix.ts';

/** The fields with which a container may need more than the field, and what that is. */
const NEEDS: Readonly<
  Record<string, (container: Container, ruleSet: RuleSet) => Remedy | { readonly obstacle: string }>
> = { readOnlyRootFilesystem: readOnlyRootFix, runAsNonRoot: userRemedy };

/**
 * Completes a remedy that puts a field right: where a container then becomes read-only, or is kept
 * from root, for the first time, it brings what the container needs to keep working. Where that is not
 * known, or not possible, there is no remedy, and the message says what comes first.
 */
export function withRenameFix(found: Found, pod: Pod, ruleSet: RuleSet): Found {
  let remedy = found.remedy;
  if (!remedy || pod.os === 'windows') return found;
  for (const [name, needsOf] of Object.entries(NEEDS)) {
    for (const container of pod.containers) {
      if (!remedy.changes.some((change) => sets(name, change, container))) continue;
      const needs = needsOf(container, ruleSet);
      if ('obstacle' in needs) return withoutRemedy(found, container, needs.obstacle);
      remedy = join(remedy, needs);
    }
  }
  return { ...found, remedy };
}

function withoutRemedy(found: Found, container: Container, obstacle: string): Found {
  const { remedy: _, advice = '', ...rest } = found;
  const message = advice === '' ? found.message : `${found.message}: ${advice}`;
  return { ...rest, message: `${message}; in ${code(container.name)} ${obstacle}` };
}

/** Whether a change gives the flag of a container the value `true`. */
function sets(flag: string, change: ValueChange, { value, contextPath = [] }: Container): boolean {
  const parent = change.path.slice(0, -1);
  const isInContext = contextPath.length > 0 && isSamePath(parent, contextPath);
  if (change.kind === 'set') {
    return isInContext && change.path.at(-1) === flag && change.value === true;
  }
  if (change.kind !== 'rename') return false;
  if (change.name === flag) return isInContext;
  const isContext = change.name === 'securityContext' && isSamePath(parent, value.path);
  return isContext && scalar(valueAt(value, [change.path.at(-1) ?? '', flag])) === true;
}

function isSamePath(one: Path, other: Path): boolean {
  return one.length === other.length && one.every((step, index) => step === other[index]);
}

function join(remedy: Remedy, { changes, verify, reason, image }: Remedy): Remedy {
  const checks = [remedy.verify, verify].filter((check) => check !== undefined);
  const reasons = [remedy.reason, reason].filter((one) => one !== undefined);
  return {
    ...remedy,
    changes: [...remedy.changes, ...changes],
    ...(checks.length > 0 && { verify: checks.join(' ') }),
    ...(reasons.length > 0 && { reason: reasons.join(' ') }),
    ...(image && { image }),
  };
}
