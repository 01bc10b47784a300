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

/** What is set, and what is added to lists, by its path. */
interface Outcome {
  readonly set: ReadonlyMap<string, Data>;
  readonly appended: ReadonlyMap<string, readonly Data[]>;
}

/** Says what changes take from a container. */
export function lossesOf(
  container: Container,
  changes: readonly ValueChange[],
  ruleSet: RuleSet,
): Losses {
  const { pod, securityContext, contextPath = [], value } = container;
  const outcome = outcomeOf(container, changes);
  const [context, outer] = [key(contextPath), key(podContext(pod))];
  const own = (name: string): Data | undefined => outcome.set.get(below(context, name));
  const ofPod = (name: string): Data | undefined =>
    field(securityContext, name) === undefined ? outcome.set.get(below(outer, name)) : undefined;
  const flag = own('runAsNonRoot') ?? ofPod('runAsNonRoot');
  const user = own('runAsUser') ?? ofPod('runAsUser');
  const isUserSet = typeof user === 'number' && user > 0;
  const isNewlyKept = (flag === true || isUserSet) && !startsAsOther(container, ruleSet);
  const isPrivileged = scalar(field(securityContext, 'privileged')?.value) === true;
  const mounted = outcome.appended.get(key([...value.path, 'volumeMounts'])) ?? [];
  const spec = key(pod.spec?.path ?? []);
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
      (name) => outcome.set.get(below(spec, name)) === false,
    ),
    mounts: mountsThatChange(container, changes).filter(
      (mount) => outcome.set.get(key([...mount.value.path, 'readOnly'])) === true,
    ),
    newMounts: mounted.flatMap(mountPath),
  };
}

/** A container's mounts by their places in its list. */
const mountsByPlace = kept<Container, ReadonlyMap<unknown, Mount>>();

/** The mounts that changes reach into: one of thousands, so that not all of them are looked at. */
function mountsThatChange(container: Container, changes: readonly ValueChange[]): Mount[] {
  let byPlace = mountsByPlace.get(container);
  if (!byPlace) {
    byPlace = new Map(mountsOf(container).map((mount) => [mount.value.path.at(-1), mount]));
    mountsByPlace.set(container, byPlace);
  }
  const places = new Set(changes.map(({ path }) => path.at(-2)));
  return [...places].flatMap((place) => byPlace.get(place) ?? []);
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
  const context = key(securityContext?.path ?? [...(spec?.path ?? []), 'securityContext']);
  return changes.some(
    ({ kind, path }) =>
      key(path.slice(0, -1)) === context ||
      (spec && kind !== 'append' && key(path.slice(0, -1)) === key(spec.path)),
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
    const path = key([...contextPath, 'capabilities', list]);
    const replaced = set.get(path);
    const data = [...(Array.isArray(replaced) ? replaced : []), ...(appended.get(path) ?? [])];
    return data.map((name) => bareName(String(name)));
  };
  const [added, dropped] = [names('add'), names('drop')];
  const isPrivileged = scalar(field(securityContext, 'privileged')?.value) === true;
  const staysPrivileged = isPrivileged && set.get(key([...contextPath, 'privileged'])) !== false;
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
  const set = new Map<string, Data>();
  const appended = new Map<string, Data[]>();
  for (const change of changes) {
    if (change.kind === 'set') set.set(key(change.path), change.value);
    if (change.kind === 'append') {
      const path = key(change.path);
      const values = appended.get(path);
      if (values) values.push(change.value);
      else appended.set(path, [change.value]);
    }
    if (change.kind !== 'rename') continue;
    const renamed = valueAt(rootOf(value.document), change.path);
    const path = [...change.path.slice(0, -1), change.name];
    set.set(key(path), scalar(renamed) ?? null);
    for (const inner of ownFields(renamed)) {
      set.set(key([...path, inner.name]), scalar(inner.value) ?? null);
    }
  }
  return { set, appended };
}

function podContext({ spec, securityContext }: Pod): Path {
  return securityContext?.path ?? [...(spec?.path ?? []), 'securityContext'];
}

/** No key of YAML that anybody writes has a NUL. */
function key(path: Path): string {
  return path.join('\0');
}

/** The key of a field below a path. */
function below(path: string, name: string): string {
  return path === '' ? name : `${path}\0${name}`;
}
