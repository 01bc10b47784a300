import type { ValueChange } from '../../../yaml/value-change.ts';
import type { Container, Pod } from '../../../kubernetes/pod.ts';
import { type Path, scalar, valueAt } from '../../../yaml/value.ts';
import { code } from '../describe.ts';
import type { Found, Remedy, RuleSet } from '../rule.ts';
import { readOnlyRootFix } from '../read-only-root/read-only-root-fix.ts';

const FLAG = 'readOnlyRootFilesystem';

/**
 * Completes a remedy that puts a field right: where that makes a container read-only for the first
 * time, it brings what the container needs to keep working. Where that is not known, or not possible,
 * there is no remedy, and the message says what comes first.
 */
export function withRenameFix(found: Found, pod: Pod, ruleSet: RuleSet): Found {
  let remedy = found.remedy;
  if (!remedy || pod.os === 'windows') return found;
  const newly = pod.containers.filter((container) =>
    remedy?.changes.some((change) => makesReadOnly(change, container)),
  );
  for (const container of newly) {
    const sealing = readOnlyRootFix(container, ruleSet);
    if ('obstacle' in sealing) {
      const { remedy: _, ...rest } = found;
      const why = `container ${code(container.name)} is not ready for it, as ${sealing.obstacle}`;
      return { ...rest, message: `${found.message}; ${why}` };
    }
    remedy = join(remedy, sealing);
  }
  return { ...found, remedy };
}

function makesReadOnly(change: ValueChange, { value, contextPath = [] }: Container): boolean {
  const parent = change.path.slice(0, -1);
  const isInContext = contextPath.length > 0 && isSamePath(parent, contextPath);
  if (change.kind === 'set') {
    return isInContext && change.path.at(-1) === FLAG && change.value === true;
  }
  if (change.kind !== 'rename') return false;
  if (change.name === FLAG) return isInContext;
  const isContext = change.name === 'securityContext' && isSamePath(parent, value.path);
  return isContext && scalar(valueAt(value, [change.path.at(-1) ?? '', FLAG])) === true;
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
