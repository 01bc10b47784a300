import { type Container, type Pod, effectiveField } from '../../kubernetes/pod.ts';
import { type Value, field, isMapping, isSet, scalar } from '../../yaml/value.ts';
import type { Data, ValueChange } from '../../yaml/value-change.ts';
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
 * containers need it and the same user.
 */
function remedyInPod({ pod }: Container, ruleSet: RuleSet): Remedy | undefined {
  const { containers, securityContext } = pod;
  if (!securityContext || !takesUser(pod)) return undefined;
  const hasUser = isSet(field(securityContext, 'runAsUser')?.value);
  if (!hasUser && containers.length < 2) return undefined;
  const remedies = remediesFor(containers, ruleSet);
  const user = 'obstacle' in remedies ? undefined : sharedUser(pod, remedies);
  if (!user || 'obstacle' in remedies) return undefined;
  const path = [...securityContext.path, 'runAsNonRoot'];
  return joinWith(remedies, [{ kind: 'set', path, value: true }, ...user]);
}

function isSetToRoot(container: Container): boolean {
  return scalar(effectiveField(container, 'runAsUser')?.value) === 0;
}

/** Whether a pod's own securityContext is the place for a setting of all its containers. */
function takesUser({ containers, form, partial, securityContext, spec }: Pod): boolean {
  if (!spec || form === 'subset' || partial || !isMapping(securityContext)) return false;
  return !containers.some((one) => one.partial || hasFlag(one) || isSetToRoot(one));
}

/** The user that all containers of a pod need, set in the pod; undefined where it is not the same for all. */
export function userInPod(pod: Pod, ruleSet: RuleSet): ValueChange[] | undefined {
  if (pod.containers.length < 2 || !takesUser(pod)) return undefined;
  const remedies = remediesFor(pod.containers, ruleSet);
  return 'obstacle' in remedies ? undefined : sharedUser(pod, remedies);
}

/** The user that these remedies set for each container of a pod; undefined where they do not do the same. */
function sharedUser(
  { containers, securityContext }: Pod,
  remedies: readonly Remedy[],
): ValueChange[] | undefined {
  const users = remedies.map(({ changes }, index) => userIn(containers[index], changes));
  const [first] = users;
  const isSame = users.every((user) => user && JSON.stringify(user) === JSON.stringify(first));
  if (!first || !isSame || !securityContext) return undefined;
  return Object.entries(first).map(([name, value]) => ({
    kind: 'set',
    path: [...securityContext.path, name],
    value,
  }));
}

/** What changes set of a container's user; undefined where they do something else as well. */
function userIn(
  container: Container | undefined,
  changes: readonly ValueChange[],
): Record<string, Data> | undefined {
  const context = JSON.stringify(container?.contextPath);
  const fields = changes.flatMap((change): [string, Data][] => {
    const name = String(change.path.at(-1));
    const isUser = change.kind === 'set' && (name === 'runAsUser' || name === 'runAsGroup');
    return isUser && JSON.stringify(change.path.slice(0, -1)) === context
      ? [[name, change.value]]
      : [];
  });
  return fields.length === changes.length ? Object.fromEntries(fields) : undefined;
}

/** Sets a pod's `runAsNonRoot` where it stands, for all containers that inherit it. */
export function nonRootForAll(
  inheriting: readonly Container[],
  flag: Value,
  ruleSet: RuleSet,
): Remedy | Rooted {
  const asRoot = inheriting.find(isSetToRoot);
  if (asRoot) return { obstacle: `${code(asRoot.name)} has \`runAsUser: 0\`` };
  const remedies = remediesFor(inheriting, ruleSet);
  if ('obstacle' in remedies) return remedies;
  const pod = inheriting[0]?.pod;
  const isWhole = pod !== undefined && pod.containers.length === inheriting.length;
  const user = isWhole ? userInPod(pod, ruleSet) : undefined;
  return joinWith(remedies, [
    { kind: 'set', path: flag.path, value: true },
    ...(user ?? remedies.flatMap(({ changes }) => changes)),
  ]);
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
  const remedies = remediesFor(containers, ruleSet);
  if ('obstacle' in remedies) return remedies;
  return joinWith(remedies, [...changes, ...remedies.flatMap((remedy) => remedy.changes)]);
}

function remediesFor(containers: readonly Container[], ruleSet: RuleSet): Remedy[] | Rooted {
  const remedies: Remedy[] = [];
  for (const container of containers) {
    const remedy = userRemedy(container, ruleSet);
    if ('obstacle' in remedy) {
      if (containers.length === 1) return remedy;
      return { obstacle: `${code(container.name)}: ${remedy.obstacle}` };
    }
    remedies.push(remedy);
  }
  return remedies;
}

/** One remedy for several containers, with these changes for theirs and each check once. */
function joinWith(remedies: readonly Remedy[], changes: readonly ValueChange[]): Remedy {
  const checks = [...new Set(remedies.flatMap(({ verify }) => verify ?? []))];
  const reasons = [...new Set(remedies.flatMap(({ reason }) => reason ?? []))];
  const image = remedies.find((remedy) => remedy.image)?.image;
  return {
    safety: remedies.every(({ safety }) => safety === 'safe') ? 'safe' : 'unsafe',
    changes,
    ...(checks.length > 0 && { verify: checks.join(' ') }),
    ...(reasons.length > 0 && { reason: reasons.join(' ') }),
    ...(image && { image }),
  };
}
