import type { ImageConfig } from '../images/image-config.ts';
import type { ContainerPlan, MountPlan, PodPlan } from './plan.ts';
import type { EngineName } from './engines.ts';
import { isRoot } from './refusal.ts';

/** What a container is made with, beside its plan. */
export interface RunSettings {
  readonly engine: EngineName;
  /** Names the container. */
  readonly name: string;
  /** Marks all that a trial makes. */
  readonly label: string;
  readonly network: string;
  readonly config: ImageConfig;
  /** What of this machine, or which volume of the engine, a mount is. */
  readonly sourceOf: (mount: MountPlan) => string;
  /** Whether what the image declares as a volume is a folder like others, so that a diff shows it. */
  readonly seesVolumes: boolean;
}

/** Far more than a program needs to start; the container's own limit counts where it is lower. */
const MAX_MEMORY = 4 * 1024 ** 3;
const MAX_PROCESSES = 2048;
const MAX_LOG = '8m';

/** The arguments with which an engine makes a container as its manifest says. Nothing is started. */
export function createArguments(
  plan: ContainerPlan,
  pod: Pick<PodPlan, 'hostname' | 'sysctls' | 'hostAliases'>,
  settings: RunSettings,
): string[] {
  const { engine, name, label, network } = settings;
  return [
    'create',
    `--name=${name}`,
    `--label=${label}`,
    '--pull=never',
    '--restart=no',
    '--no-healthcheck',
    `--network=${network}`,
    `--hostname=${pod.hostname}`,
    `--memory=${Math.max(Math.min(plan.memory ?? MAX_MEMORY, MAX_MEMORY), MIN_MEMORY)}`,
    `--pids-limit=${MAX_PROCESSES}`,
    ...(engine === 'podman'
      ? ['--log-driver=k8s-file', `--log-opt=max-size=${MAX_LOG}b`, '--http-proxy=false']
      : ['--log-driver=json-file', `--log-opt=max-size=${MAX_LOG}`]),
    ...rootArguments(plan, settings),
    ...userArguments(plan, settings),
    ...securityArguments(plan, settings),
    ...sysctls(pod.sysctls),
    ...pod.hostAliases.map(([host, ip]) => `--add-host=${host}:${ip}`),
    ...plan.env.map(([key, value]) => `--env=${key}=${value}`),
    ...(plan.workingDir === undefined ? [] : [`--workdir=${plan.workingDir}`]),
    ...(plan.isTerminal ? ['--tty'] : []),
    ...plan.mounts.map((mount) => volumeArgument(mount, settings.sourceOf(mount))),
    ...commandArguments(plan, engine),
  ];
}

/** Engines refuse to give a container less. */
const MIN_MEMORY = 16 * 1024 ** 2;

function rootArguments(plan: ContainerPlan, { engine, seesVolumes }: RunSettings): string[] {
  return [
    ...(plan.isRootReadOnly ? ['--read-only'] : []),
    // Podman would mount a tmpfs at /run, /tmp and /var/tmp, which no cluster does.
    ...(plan.isRootReadOnly && engine === 'podman' ? ['--read-only-tmpfs=false'] : []),
    ...(seesVolumes && engine === 'podman' ? ['--image-volume=ignore'] : []),
  ];
}

/** `nocopy`: a cluster puts nothing of the image into a volume. */
function volumeArgument({ path, isReadOnly, part, volume }: MountPlan, source: string): string {
  const isOfMachine = source.startsWith('/');
  if (isOfMachine) return `--volume=${source}:${path}:ro,z`;
  if (part !== undefined) throw new Error(`${volume} has no parts`);
  return `--volume=${source}:${path}:nocopy${isReadOnly ? ',ro' : ''}`;
}

function userArguments({ user }: ContainerPlan, { config }: RunSettings): string[] {
  const { uid, gid, groups } = user;
  // The group alone goes with the image's user.
  const who = uid === undefined ? config.user.split(':')[0] || '0' : String(uid);
  const isSet = uid !== undefined || gid !== undefined;
  return [
    ...(isSet ? [`--user=${gid === undefined ? who : `${who}:${gid}`}`] : []),
    ...groups.map((group) => `--group-add=${group}`),
  ];
}

/** What containers may do unless they drop it (containerd, oci/spec.go; Docker has the same). */
const DEFAULT_CAPABILITIES = (
  'CHOWN DAC_OVERRIDE FSETID FOWNER MKNOD NET_RAW SETGID SETUID SETFCAP SETPCAP ' +
  'NET_BIND_SERVICE SYS_CHROOT KILL AUDIT_WRITE'
).split(' ');

function securityArguments(plan: ContainerPlan, settings: RunSettings): string[] {
  const { isPrivileged, mayEscalate, seccomp } = plan.security;
  if (isPrivileged) return ['--privileged'];
  return [
    ...capabilityArguments(plan, settings),
    ...(mayEscalate ? [] : ['--security-opt=no-new-privileges']),
    ...(seccomp === 'unconfined' ? ['--security-opt=seccomp=unconfined'] : []),
  ];
}

/**
 * Podman gives what is added to a user who is not root to its processes, and a cluster only to
 * programs whose files ask for it: there, all that is not to be had is dropped by name.
 */
function capabilityArguments(plan: ContainerPlan, { engine, config }: RunSettings): string[] {
  const { add, drop } = plan.security;
  const usual = drop.includes('ALL') ? [] : DEFAULT_CAPABILITIES;
  if (add.includes('ALL')) return ['--cap-add=ALL', ...drop.map((one) => `--cap-drop=${one}`)];
  const granted = new Set([...usual, ...add].filter((one) => !drop.includes(one)));
  if (engine === 'podman' && !isRoot(plan, config) && granted.size > 0) {
    const dropped = DEFAULT_CAPABILITIES.filter((one) => !granted.has(one));
    const added = [...granted].filter((one) => !DEFAULT_CAPABILITIES.includes(one));
    return [
      ...dropped.map((one) => `--cap-drop=${one}`),
      ...added.map((one) => `--cap-add=${one}`),
    ];
  }
  return ['--cap-drop=ALL', ...[...granted].map((one) => `--cap-add=${one}`)];
}

const LOW_PORTS = 'net.ipv4.ip_unprivileged_port_start';

/** Docker lets everybody listen on low ports; the kernel does not, and CRI-O leaves that as it is. */
function sysctls(given: PodPlan['sysctls']): string[] {
  const isGiven = given.some(([name]) => name === LOW_PORTS);
  const all = isGiven ? given : [...given, [LOW_PORTS, '1024'] as const];
  return all.map(([name, value]) => `--sysctl=${name}=${value}`);
}

function commandArguments({ image, command, args = [] }: ContainerPlan, engine: EngineName) {
  if (!command) return [image, ...args];
  const [first = '', ...rest] = command;
  const entrypoint = engine === 'podman' ? JSON.stringify([first]) : first;
  return [`--entrypoint=${entrypoint}`, image, ...rest, ...args];
}
