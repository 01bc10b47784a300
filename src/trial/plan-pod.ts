import { type Container, type Pod, effectiveField } from '../kubernetes/pod.ts';
import { slug } from '../rules/kit/read-only-root/short-name.ts';
import {
  type Value,
  field,
  isSet,
  items,
  ownFields,
  scalar,
  textOf,
  valueAt,
} from '../yaml/value.ts';
import type {
  ContainerPlan,
  PodPlan,
  SecurityPlan,
  UserPlan,
  Variable,
  VolumePlan,
} from './plan.ts';
import type { PodData } from './pod-data.ts';
import { planProbes, texts } from './probes.ts';
import { type PodIdentity, expand, quantityOf, variablesFor } from './variables.ts';
import { fsGroupOf, planMounts } from './volumes.ts';

/** What a trial changes of what a manifest says. */
export interface TrialChoice {
  /** The image to run in place of the container's. */
  readonly image: string | undefined;
  /** Whether privileges, and capabilities beyond the usual, are given where the manifest has them. */
  readonly mayBePrivileged: boolean;
}

/** Plans to run a container of a pod as its manifest says, after the pod's init containers. */
export function planPod(target: Container, data: PodData, choice: TrialChoice): PodPlan {
  const { pod } = target;
  const notes = new Set<string>();
  const volumes = new Map<string, VolumePlan>();
  const inits = pod.containers.filter(({ role }) => role === 'init');
  const end = inits.indexOf(target);
  const before = end === -1 ? inits : inits.slice(0, end);
  const shared = { data, identity: identityOf(pod), volumes, notes, choice };
  const containers = [...before, target].map((one) =>
    planContainer(one, {
      ...shared,
      choice: one === target ? choice : withImage(one, target, choice),
    }),
  );
  noteOthers(target, notes);
  notePod(pod, notes);
  return {
    containers,
    volumes,
    hostname: shared.identity.name,
    sysctls: sysctlsOf(pod),
    hostAliases: hostAliasesOf(pod),
    ends: target.role === 'init' || mayEnd(pod),
    notReproduced: [...notes],
  };
}

/** Another image for the container counts for the init containers of the same image, too. */
function withImage(one: Container, target: Container, choice: TrialChoice): TrialChoice {
  const isSame = imageOf(one) === imageOf(target);
  return isSame ? choice : { ...choice, image: undefined };
}

function imageOf({ value }: Container): string {
  return textOf(field(value, 'image')?.value) ?? '';
}

function mayEnd({ spec }: Pod): boolean {
  const policy = textOf(field(spec, 'restartPolicy')?.value);
  return policy === 'Never' || policy === 'OnFailure';
}

function identityOf({ resource, spec, metadata }: Pod): PodIdentity {
  const own = textOf(field(metadata, 'name')?.value) ?? resource.name;
  return {
    name: slug(own).slice(0, 63) || 'podseal-try',
    namespace: resource.namespace || 'default',
    serviceAccount: textOf(field(spec, 'serviceAccountName')?.value) ?? 'default',
    labels: mapIn(field(metadata, 'labels')?.value),
    annotations: mapIn(field(metadata, 'annotations')?.value),
  };
}

function mapIn(value: Value | undefined): Map<string, string> {
  return new Map(ownFields(value).map(({ name, value: one }) => [name, textOf(one) ?? '']));
}

interface Shared {
  readonly data: PodData;
  readonly identity: PodIdentity;
  readonly volumes: Map<string, VolumePlan>;
  readonly notes: Set<string>;
  readonly choice: TrialChoice;
}

function planContainer(container: Container, shared: Shared): ContainerPlan {
  const { data, identity, volumes, notes, choice } = shared;
  const { value, role } = container;
  const { env, notes: lacking } = variablesFor(container, data, identity);
  for (const note of lacking) notes.add(note);
  const known = new Map(env);
  const wordsIn = (name: string): string[] | undefined => {
    const words = texts(field(value, name)?.value).map((word) => expand(word, known));
    return words.length > 0 ? words : undefined;
  };
  const fsGroup = fsGroupOf(container.pod);
  return {
    name: container.name,
    role: role === 'init' ? 'init' : 'container',
    image: choice.image ?? imageOf(container),
    command: wordsIn('command'),
    args: wordsIn('args'),
    workingDir: textOf(field(value, 'workingDir')?.value),
    user: userOf(container, fsGroup),
    isRootReadOnly:
      scalar(field(container.securityContext, 'readOnlyRootFilesystem')?.value) === true,
    security: securityOf(container, choice, notes),
    env,
    mounts: planMounts({ container, data, identity, fsGroup, env: known, volumes, notes }),
    memory: quantityOf(textOf(valueAt(value, ['resources', 'limits', 'memory']))),
    isTerminal: scalar(field(value, 'tty')?.value) === true,
    probes: role === 'init' ? [] : planProbes(container, notes),
    postStart: postStartOf(value, notes),
  };
}

function postStartOf(value: Value, notes: Set<string>): string[] | undefined {
  const hook = valueAt(value, ['lifecycle', 'postStart']);
  if (!isSet(hook)) return undefined;
  const command = texts(valueAt(hook, ['exec', 'command']));
  if (command.length > 0) return command;
  notes.add('The hook postStart is not run: only those with exec are.');
  return undefined;
}

function userOf(container: Container, fsGroup: number | undefined): UserPlan {
  const numberOf = (name: string): number | undefined => {
    const number = scalar(effectiveField(container, name)?.value);
    return typeof number === 'number' ? number : undefined;
  };
  const supplemental = items(field(container.pod.securityContext, 'supplementalGroups')?.value);
  const groups = supplemental.map((group) => scalar(group));
  return {
    uid: numberOf('runAsUser'),
    gid: numberOf('runAsGroup'),
    groups: [...groups, fsGroup].filter((group) => typeof group === 'number'),
    mustNotBeRoot: scalar(effectiveField(container, 'runAsNonRoot')?.value) === true,
  };
}

/** Those that containers have anyhow, and that the Pod Security Standards let them add (baseline). */
const USUAL = new Set(
  (
    'AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL MKNOD NET_BIND_SERVICE NET_RAW SETFCAP ' +
    'SETGID SETPCAP SETUID SYS_CHROOT'
  ).split(' '),
);

function securityOf(
  container: Container,
  { mayBePrivileged }: TrialChoice,
  notes: Set<string>,
): SecurityPlan {
  const context = container.securityContext;
  const isTrue = (name: string): boolean => scalar(field(context, name)?.value) === true;
  const listOf = (name: string): string[] =>
    texts(valueAt(context, ['capabilities', name])).map((one) =>
      one.toUpperCase().replace(/^CAP_/, ''),
    );
  const asked = listOf('add');
  const refused = mayBePrivileged ? [] : asked.filter((one) => !USUAL.has(one));
  const isUnconfined =
    textOf(valueAt(effectiveField(container, 'seccompProfile')?.value, ['type'])) === 'Unconfined';
  const allow = 'add --allow-privileged to give it to the container';
  if (isTrue('privileged') && !mayBePrivileged) {
    notes.add(`\`${container.name}\` runs without privileged: ${allow}.`);
  }
  if (refused.length > 0) {
    notes.add(`\`${container.name}\` runs without ${refused.join(', ')}: ${allow}.`);
  }
  if (isUnconfined && !mayBePrivileged) {
    notes.add(`\`${container.name}\` runs with the engine's seccomp profile: ${allow}.`);
  }
  return {
    isPrivileged: mayBePrivileged && isTrue('privileged'),
    mayEscalate: scalar(field(context, 'allowPrivilegeEscalation')?.value) !== false,
    add: asked.filter((one) => /^[A-Z_]{1,40}$/.test(one) && !refused.includes(one)),
    drop: listOf('drop').filter((one) => /^[A-Z_]{1,40}$/.test(one)),
    seccomp: mayBePrivileged && isUnconfined ? 'unconfined' : 'default',
  };
}

function noteOthers(target: Container, notes: Set<string>): void {
  const others = target.pod.containers.filter(
    (one) => one !== target && (one.role === 'container' || one.role === 'sidecar'),
  );
  if (others.length > 0) {
    const names = others.map(({ name }) => `\`${name}\``).join(', ');
    notes.add(`The other containers of the pod do not run: ${names}.`);
  }
}

const HOST_NAMESPACES = ['hostNetwork', 'hostPID', 'hostIPC'];

function notePod({ spec }: Pod, notes: Set<string>): void {
  const shared = HOST_NAMESPACES.filter((name) => scalar(field(spec, name)?.value) === true);
  for (const name of shared) notes.add(`No ${name}: the container has a namespace of its own.`);
  const account = textOf(field(spec, 'serviceAccountName')?.value);
  if (account !== undefined && account !== 'default') {
    notes.add(`Service account ${account} has no token here, and there is no API server.`);
  }
}

/** Those of the network are its namespace's own; others could reach further. */
const SYSCTL = /^net\.[a-z0-9_./-]{1,200}$/;

function sysctlsOf({ securityContext }: Pod): Variable[] {
  return items(field(securityContext, 'sysctls')?.value).flatMap((one): Variable[] => {
    const name = textOf(field(one, 'name')?.value) ?? '';
    const value = textOf(field(one, 'value')?.value) ?? '';
    return SYSCTL.test(name) ? [[name, value]] : [];
  });
}

function hostAliasesOf({ spec }: Pod): Variable[] {
  return items(field(spec, 'hostAliases')?.value).flatMap((alias) => {
    const ip = textOf(field(alias, 'ip')?.value) ?? '';
    const names = texts(field(alias, 'hostnames')?.value);
    return /^[\d.a-fA-F:]{2,45}$/.test(ip)
      ? names.filter((name) => /^[\w.-]{1,253}$/.test(name)).map((name): Variable => [name, ip])
      : [];
  });
}
