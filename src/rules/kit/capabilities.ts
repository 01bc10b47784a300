import { type Value, items, scalar, valueAt } from '../../yaml/value.ts';

/** A capability that a container adds or drops. */
export interface Capability {
  /** As it is written; empty for an item that is no text, which the API server refuses. */
  readonly name: string;
  readonly value: Value;
}

/** All of Linux, by capabilities(7). */
export const CAPABILITIES = [
  ...['AUDIT_CONTROL', 'AUDIT_READ', 'AUDIT_WRITE', 'BLOCK_SUSPEND', 'BPF', 'CHECKPOINT_RESTORE'],
  ...['CHOWN', 'DAC_OVERRIDE', 'DAC_READ_SEARCH', 'FOWNER', 'FSETID', 'IPC_LOCK', 'IPC_OWNER'],
  ...['KILL', 'LEASE', 'LINUX_IMMUTABLE', 'MAC_ADMIN', 'MAC_OVERRIDE', 'MKNOD', 'NET_ADMIN'],
  ...['NET_BIND_SERVICE', 'NET_BROADCAST', 'NET_RAW', 'PERFMON', 'SETFCAP', 'SETGID', 'SETPCAP'],
  ...['SETUID', 'SYSLOG', 'SYS_ADMIN', 'SYS_BOOT', 'SYS_CHROOT', 'SYS_MODULE', 'SYS_NICE'],
  ...['SYS_PACCT', 'SYS_PTRACE', 'SYS_RAWIO', 'SYS_RESOURCE', 'SYS_TIME', 'SYS_TTY_CONFIG'],
  'WAKE_ALARM',
];

/**
 * What level baseline lets a container add (kubernetes/pod-security-admission,
 * policy/check_capabilities_baseline.go); NET_RAW, which the runtimes give by default, is not among them.
 */
export const BASELINE_CAPABILITIES: ReadonlySet<string> = new Set([
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
]);

/** The capabilities of one of the lists of a container's securityContext, each once. */
export function capabilitiesOf(context: Value | undefined, list: 'add' | 'drop'): Capability[] {
  const found = new Map<string, Capability>();
  for (const value of items(valueAt(context, ['capabilities', list]))) {
    const plain = scalar(value);
    const name = typeof plain === 'string' ? plain : '';
    if (!found.has(name)) found.set(name, { name, value });
  }
  return [...found.values()];
}

/**
 * Whether a securityContext adds the capability beside which the API server refuses
 * `allowPrivilegeEscalation: false`. It knows it by this spelling alone (kubernetes/kubernetes,
 * pkg/apis/core/validation, ValidateSecurityContext).
 */
export function addsCapSysAdmin(context: Value | undefined): boolean {
  return capabilitiesOf(context, 'add').some(({ name }) => name === 'CAP_SYS_ADMIN');
}

/**
 * A capability's name as the runtimes understand it: containerd takes `net_admin` for `NET_ADMIN`
 * (internal/cri/opts/spec_opts.go, WithCapabilities), CRI-O `CAP_NET_ADMIN` as well
 * (internal/factory/container/container.go, SpecSetupCapabilities). The Pod Security Standards
 * compare the text.
 */
export function bareName(name: string): string {
  return name.toUpperCase().replace(/^CAP_/, '');
}

/**
 * Capabilities with which a container gets past its read-only root and into the kernel, each with
 * what it allows, by capabilities(7). The matter of `no-kernel-write`; `drop-capabilities` has all
 * others. Left out, because they act within the container or its pod: SYS_PTRACE (its own processes,
 * unless it shares its node's), NET_ADMIN (its pod's network), MKNOD (a device cgroup closes the
 * devices made with it).
 */
const KERNEL_CAPABILITIES: ReadonlyMap<string, string> = new Map([
  ['ALL', 'do what root can do on its node'],
  // mount(2): remounting /proc, /sys and the root without their read-only flags.
  ['SYS_ADMIN', 'mount /proc, /sys and its root filesystem writable again'],
  ['SYS_MODULE', 'load modules into the kernel'],
  // /dev/mem, /dev/port, ioperm(2), iopl(2).
  ['SYS_RAWIO', "write to its node's memory and I/O ports"],
  // kexec_load(2); reboot(2) itself ends only the container.
  ['SYS_BOOT', 'load another kernel'],
  ['BPF', 'load programs into the kernel'],
  // Lets a BPF program read any memory of the kernel.
  ['PERFMON', 'trace the kernel and read its memory'],
  // open_by_handle_at(2) reaches past mounts.
  ['DAC_READ_SEARCH', "open every file on its node's disks, mounted or not"],
]);

/** The names of these capabilities. */
export const KERNEL_CAPABILITY_NAMES: readonly string[] = [...KERNEL_CAPABILITIES.keys()];

/** What a capability lets a container do to its node's kernel; undefined for all others. */
export function kernelEffectOf(name: string): string | undefined {
  return KERNEL_CAPABILITIES.get(bareName(name));
}

/**
 * What runtimes give a container that says nothing (containerd, oci/spec.go, defaultUnixCaps; CRI-O
 * gives fewer).
 */
export const DEFAULT_CAPABILITIES: ReadonlySet<string> = new Set([
  ...BASELINE_CAPABILITIES,
  'NET_RAW',
]);
