import { type Container, effectiveField } from '../../kubernetes/pod.ts';
import { type Value, field, isMapping, isSet, scalar } from '../../yaml/value.ts';
import type { ValueChange } from '../../yaml/value-change.ts';
import { code } from './describe.ts';
import { type Rooted, userRemedy } from './non-root.ts';
import { setInContext } from './remedies.ts';
import type { Remedy, RuleSet } from './rule.ts';

/**
 * Makes a container start only as another user than root, and as one that its image works with
 * where that is known. A value of the pod is changed where it stands, if that is right for all
 * containers that inherit it.
 *
 * @param flag the `runAsNonRoot` in force, where there is one
 * @returns an obstacle where it would not start
 */
export function nonRootRemedy(
  container: Container,
  flag: Value | undefined,
  ruleSet: RuleSet,
): Remedy | Rooted {
  const inheriting = flag && inheritingWith(container);
  if (flag && inheriting && !(flag.shared && scalar(flag) === false)) {
    const remedy = nonRootForAll(inheriting, flag, ruleSet);
    // What the API server refuses is wrong for all of them.
    if (!('obstacle' in remedy) || scalar(flag) !== false) return remedy;
  }
  return (
    (flag ? undefined : remedyInPod(container, ruleSet)) ??
    remedyFor([container], setInContext(container, 'runAsNonRoot', true), ruleSet)
  );
}

/**
 * Sets the flag in a pod's own securityContext: beside the user that is set there, or once where all
 * containers need it and nothing else.
 */
function remedyInPod({ pod }: Container, ruleSet: RuleSet): Remedy | undefined {
  const { containers, form, partial, securityContext, spec } = pod;
  if (!spec || form === 'subset' || partial || !isMapping(securityContext)) return undefined;
  const hasUser = isSet(field(securityContext, 'runAsUser')?.value);
  if (!hasUser && containers.length < 2) return undefined;
  if (containers.some((one) => one.partial || hasFlag(one))) return undefined;
  const path = [...securityContext.path, 'runAsNonRoot'];
  const isRoot = containers.some((one) => scalar(effectiveField(one, 'runAsUser')?.value) === 0);
  if (isRoot) return undefined;
  const remedy = remedyFor(containers, [{ kind: 'set', path, value: true }], ruleSet);
  return 'obstacle' in remedy || remedy.changes.length > 1 ? undefined : remedy;
}

/** Sets a pod's `runAsNonRoot` where it stands, for all containers that inherit it. */
export function nonRootForAll(
  inheriting: readonly Container[],
  flag: Value,
  ruleSet: RuleSet,
): Remedy | Rooted {
  const asRoot = inheriting.find(
    (container) => scalar(effectiveField(container, 'runAsUser')?.value) === 0,
  );
  if (asRoot) return { obstacle: `${code(asRoot.name)} has \`runAsUser: 0\`` };
  return remedyFor(inheriting, [{ kind: 'set', path: flag.path, value: true }], ruleSet);
}

/** The containers that a pod's flag counts for, with this one; undefined where it has one of its own. */
function inheritingWith(container: Container): Container[] | undefined {
  if (hasFlag(container)) return undefined;
  return [...new Set([container, ...container.pod.containers.filter((one) => !hasFlag(one))])];
}

function hasFlag({ securityContext }: Container): boolean {
  return isSet(field(securityContext, 'runAsNonRoot')?.value);
}

function remedyFor(
  containers: readonly Container[],
  changes: readonly ValueChange[],
  ruleSet: RuleSet,
): Remedy | Rooted {
  const remedies: Remedy[] = [];
  for (const container of containers) {
    const remedy = userRemedy(container, ruleSet);
    if ('obstacle' in remedy) {
      if (containers.length === 1) return remedy;
      return { obstacle: `${code(container.name)}: ${remedy.obstacle}` };
    }
    remedies.push(remedy);
  }
  return join(remedies, changes);
}

/** One remedy for several containers, each check once. */
function join(remedies: readonly Remedy[], changes: readonly ValueChange[]): Remedy {
  const checks = [...new Set(remedies.flatMap(({ verify }) => verify ?? []))];
  const reasons = [...new Set(remedies.flatMap(({ reason }) => reason ?? []))];
  const image = remedies.find((remedy) => remedy.image)?.image;
  return {
    safety: remedies.every(({ safety }) => safety === 'safe') ? 'safe' : 'unsafe',
    changes: [...changes, ...remedies.flatMap((remedy) => remedy.changes)],
    ...(checks.length > 0 && { verify: checks.join(' ') }),
    ...(reasons.length > 0 && { reason: reasons.join(' ') }),
    ...(image && { image }),
  };
}
