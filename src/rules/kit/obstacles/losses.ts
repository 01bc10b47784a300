import { type Mount, mountsOf } from '../../../kubernetes/mounts.ts';
import { type Container, type Pod, effectiveField } from '../../../kubernetes/pod.ts';
import { type Data, type ValueChange, isDataMap } from '../../../yaml/value-change.ts';
import { type Path, field, ownFields, rootOf, scalar, valueAt } from '../../../yaml/value.ts';
import { DEFAULT_CAPABILITIES, bareName, capabilitiesOf } from '../capabilities.ts';
import { startOf } from '../container-image.ts';
import type { RuleSet } from '../rule.ts';
import { kept } from '../../../yaml/kept.ts';

/** What changes take from a container that it has now. */
export interface Losses {
  readonly privileged: boolean;
  /** Whether it has a capability now and would not have it then. */
  readonly capability: (name: string) => boolean;
  /** Whether it may run as user 0 now, and could not then. */
  readonly root: boolean;
  /** Whether it is kept from root, and no user is set for it. */
  readonly isRootForbidden: boolean;
  readonly setuid: boolean;
  readonly rootFilesystem: boolean;
  readonly hostNamespaces: readonly string[];
  /** Mounts that become read-only. */
  readonly mounts: readonly Mount[];
  /** The paths at which it gets new volumes. */
  readonly newMounts: readonly string[];
}

/** A value at a path. */
interface Placed {
  readonly path: Path;
  readonly value: Data;
}

/** What is set, and what is added to lists. */
interface Outcome {
  readonly set: readonly Placed[];
  readonly appended: readonly Placed[];
}

/** Says what changes take from a container. */
export function lossesOf(
  container: Container,
  changes: readonly ValueChange[],
  ruleSet: RuleSet,
): Losses {
  const { pod, securityContext, contextPath = [], value } = container;
  const outcome = outcomeOf(container, changes);
  const outer = podContext(pod);
  const own = (name: string): Data | undefined => valueIn(outcome.set, contextPath, name);
  const ofPod = (name: string): Data | undefined =>
    field(securityContext, name) === undefined ? valueIn(outcome.set, outer, name) : undefined;
  const flag = own('runAsNonRoot') ?? ofPod('runAsNonRoot');
  const user = own('runAsUser') ?? ofPod('runAsUser');
  const isUserSet = typeof user === 'number' && user > 0;
  const isNewlyKept = (flag === true || isUserSet) && !startsAsOther(container, ruleSet);
  const isPrivileged = scalar(field(securityContext, 'privileged')?.value) === true;
  const mounted = valuesIn(outcome.appended, value.path, 'volumeMounts');
  const spec = pod.spec?.path ?? [];
  let loses: Losses['capability'] | undefined;
  return {
    privileged: isPrivileged && own('privileged') === false,
    // Few ask for it, and it takes most of the time.
    capability: (name) => (loses ??= capabilityLoss(container, outcome))(name),
    root: isNewlyKept,
    isRootForbidden:
      isNewlyKept && flag === true && !isUserSet && !effectiveField(container, 'runAsUser'),
    setuid: own('allowPrivilegeEscalation') === false,
    rootFilesystem: own('readOnlyRootFilesystem') === true,
    hostNamespaces: ['hostNetwork', 'hostPID', 'hostIPC'].filter(
      (name) => valueIn(outcome.set, spec, name) === false,
    ),
    mounts: readOnlyMounts(container, outcome),
    newMounts: mounted.flatMap(mountPath),
  };
}

/** A container's mounts by their places in its list. */
const mountsByPlace = kept<Container, ReadonlyMap<unknown, Mount>>();

/** The mounts that become read-only: some of thousands, so that not all of them are looked at. */
function readOnlyMounts(container: Container, { set }: Outcome): Mount[] {
  const made = set.filter(({ path, value }) => path.at(-1) === 'readOnly' && value === true);
  if (made.length === 0) return [];
  const byPlace = mountsByPlace.get(container) ?? placesOfMounts(container);
  mountsByPlace.set(container, byPlace);
  return made.flatMap(({ path }) => {
    const mount = byPlace.get(path.at(-2));
    return mount && isIn(path, mount.value.path) ? [mount] : [];
  });
}

function placesOfMounts(container: Container): ReadonlyMap<unknown, Mount> {
  return new Map(mountsOf(container).map((mount) => [mount.value.path.at(-1), mount]));
}

function mountPath(mount: Data): string[] {
  const path = isDataMap(mount) ? mount['mountPath'] : undefined;
  return typeof path === 'string' ? [path] : [];
}

/**
 * Whether changes are about a pod as a whole, so that they may take something from each container. What
 * is added to the pod's lists, such as a volume for one of a thousand containers, takes nothing.
 */
export function concernsPod(
  { spec, securityContext }: Pod,
  changes: readonly ValueChange[],
): boolean {
  const context = securityContext?.path ?? [...(spec?.path ?? []), 'securityContext'];
  return changes.some(
    ({ kind, path }) =>
      isIn(path, context) || (spec !== undefined && kind !== 'append' && isIn(path, spec.path)),
  );
}

/** Whether it starts as another user than root already, by what is known. */
function startsAsOther(container: Container, ruleSet: RuleSet): boolean {
  const user = effectiveField(container, 'runAsUser')?.value;
  if (user) return typeof scalar(user) === 'number' && scalar(user) !== 0;
  const start = startOf(container, ruleSet);
  return start?.declared === 'numeric' && start.uid !== 0;
}

function capabilityLoss(
  { securityContext, contextPath = [] }: Container,
  { set, appended }: Outcome,
): Losses['capability'] {
  const names = (list: 'add' | 'drop'): Set<string> =>
    new Set(capabilitiesOf(securityContext, list).map(({ name }) => bareName(name)));
  const given = (list: 'add' | 'drop'): string[] => {
    const path = [...contextPath, 'capabilities'];
    const replaced = valueIn(set, path, list);
    const now = Array.isArray(replaced) ? replaced : [];
    const data = [...now, ...valuesIn(appended, path, list)];
    return data.map((name) => bareName(String(name)));
  };
  const [added, dropped] = [names('add'), names('drop')];
  const isPrivileged = scalar(field(securityContext, 'privileged')?.value) === true;
  const staysPrivileged = isPrivileged && valueIn(set, contextPath, 'privileged') !== false;
  const [addedThen, droppedThen] = [
    new Set([...added, ...given('add')]),
    new Set([...dropped, ...given('drop')]),
  ];
  return (name) =>
    (isPrivileged || isGranted(name, added, dropped)) &&
    !staysPrivileged &&
    !isGranted(name, addedThen, droppedThen);
}

function isGranted(
  name: string,
  added: ReadonlySet<string>,
  dropped: ReadonlySet<string>,
): boolean {
  if (added.has(name) || added.has('ALL')) return true;
  return DEFAULT_CAPABILITIES.has(name) && !dropped.has('ALL') && !dropped.has(name);
}

function outcomeOf({ value }: Container, changes: readonly ValueChange[]): Outcome {
  const set: Placed[] = [];
  const appended: Placed[] = [];
  for (const change of changes) {
    if (change.kind === 'set') set.push(change);
    if (change.kind === 'append') appended.push(change);
    if (change.kind !== 'rename') continue;
    const renamed = valueAt(rootOf(value.document), change.path);
    const path = [...change.path.slice(0, -1), change.name];
    set.push({ path, value: scalar(renamed) ?? null });
    for (const inner of ownFields(renamed)) {
      set.push({ path: [...path, inner.name], value: scalar(inner.value) ?? null });
    }
  }
  return { set, appended };
}

function podContext({ spec, securityContext }: Pod): Path {
  return securityContext?.path ?? [...(spec?.path ?? []), 'securityContext'];
}

/** Whether a path is that of a field or an element in a value. */
function isIn(path: Path, above: Path): boolean {
  return path.length === above.length + 1 && above.every((step, index) => path[index] === step);
}

/** What a field in a value is set to. */
function valueIn(set: readonly Placed[], above: Path, name: string): Data | undefined {
  return set.findLast(({ path }) => path.at(-1) === name && isIn(path, above))?.value;
}

/** What is added to a list in a value. */
function valuesIn(appended: readonly Placed[], above: Path, name: string): Data[] {
  return appended.flatMap(({ path, value }) =>
    path.at(-1) === name && isIn(path, above) ? [value] : [],
  );
}
